using System.Globalization;
using System.Net;
using DiffMH.Silo.Hosting;

namespace DiffMH.Client.Settings;

/// <summary>What <c>--http</c> can say: <c>PORT</c> or <c>auto</c>, each on 127.0.0.1, or with an address of this machine before it.</summary>
internal static class HttpSetting
{
    /// <summary>What is right, for messages.</summary>
    public const string Expected = "a port 1 … 65535 or auto, or ADDRESS:PORT with a numeric address of this machine";

    private const string Auto = "auto";

    /// <summary>Reads it; null where the text is none.</summary>
    /// <param name="text">As it was given.</param>
    /// <param name="tokenFile">The file of the token; null for none.</param>
    public static HttpOptions? TryParse(string text, string? tokenFile)
    {
        var colon = text.LastIndexOf(':');
        var options = new HttpOptions { TokenFile = tokenFile };
        if (colon >= 0)
        {
            if (!IPAddress.TryParse(text[..colon], out var address))
            {
                return null;
            }

            options = options with { Address = address };
        }

        var port = text[(colon + 1)..];
        return port == Auto ? options
            : int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535 ? options with { Port = number }
            : null;
    }
}

using System.Net;
using DiffMH.Silo.Hosting;

namespace DiffMH.Silo.Security;

/// <summary>To whom a silo is open that may not be meant.</summary>
internal static class Exposure
{
    /// <summary>What its user must know at its start: sentences that say what to do.</summary>
    public static IEnumerable<string> Warnings(ClusterSiloOptions options, DateTimeOffset now)
    {
        var credentials = options.Credentials;
        if (!IPAddress.IsLoopback(options.Address) && credentials.Tls is null)
        {
            yield return credentials.Token is null
                ? $"This silo listens at {options.Address} without TLS and without a token: whoever reaches it there can change what is computed. Give --tls FOLDER and --token-file FILE, or see to it that nobody else reaches it ({TlsFolder.Page})."
                : $"This silo listens at {options.Address} without TLS: whoever can listen on the network learns the token. Give --tls FOLDER, or see to it that nobody else is on it ({TlsFolder.Page}).";
        }

        if (credentials.Tls?.Warning(now) is { } warning)
        {
            yield return warning;
        }
    }
}

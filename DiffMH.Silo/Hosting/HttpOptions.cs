using System.Net;

namespace DiffMH.Silo.Hosting;

/// <summary>Where a silo answers over HTTP how it is.</summary>
public sealed record HttpOptions
{
    /// <summary>The first port that is tried where none is given.</summary>
    public const int FirstPort = 9464;

    /// <summary>The address to listen on. Any but a loopback address needs a <see cref="TokenFile"/>.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port, 1 … 65535; null for the first free one from <see cref="FirstPort"/> on.</summary>
    public int? Port { get; init; }

    /// <summary>A file with the token that who asks for metrics, or for reasons, must send; null where everybody may ask.</summary>
    public string? TokenFile { get; init; }

    /// <summary>What is wrong with these settings, and what would be right; null where nothing is.</summary>
    public string? Problem => TokenFile is not null || IPAddress.IsLoopback(Address)
        ? null
        : $"{Address} is reached by others, who then need a token: put one into a file, as by 'openssl rand -hex 32 > FILE', and name it by --http-token-file FILE; or give a port alone, for 127.0.0.1";
}

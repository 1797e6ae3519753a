using System.Globalization;

namespace DiffMH.Silo.Hosting;

/// <summary>A database of a Redis server: <c>redis://[USER[:PASSWORD]@]HOST[:PORT][/DB]</c>, or <c>rediss://</c> over TLS.</summary>
/// <param name="Host">Its name or numeric address.</param>
/// <param name="Port">Its port, 1 … 65535.</param>
/// <param name="Database">The number of the database, at least 0.</param>
/// <param name="IsEncrypted">Whether it is reached over TLS, with a certificate that this machine trusts.</param>
public sealed record RedisAddress(string Host, int Port, int Database, bool IsEncrypted)
{
    private const int UsualPort = 6379;
    private const string Plain = "redis";
    private const string Encrypted = "rediss";

    /// <summary>Who logs in; null for the server's default user.</summary>
    public string? User { get; init; }

    /// <summary>The password; null for none. Never printed.</summary>
    public string? Password { get; init; }

    /// <summary>Host and port, for messages.</summary>
    public string Server => $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}";

    /// <summary>Reads an address; null where the text is none.</summary>
    public static RedisAddress? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not (Plain or Encrypted) || uri.IdnHost.Length == 0 || uri.Port == 0
            || uri.Query.Length + uri.Fragment.Length > 0 || Number(uri.AbsolutePath.TrimStart('/')) is not { } database)
        {
            return null;
        }

        var login = uri.UserInfo.Split(':', 2);
        return new(uri.IdnHost, uri.Port < 0 ? UsualPort : uri.Port, database, uri.Scheme == Encrypted)
        {
            User = Given(login[0]),
            Password = login.Length == 2 ? Given(login[1]) : null,
        };
    }

    /// <summary>As it can be given again, without the password.</summary>
    public override string ToString() =>
        $"{(IsEncrypted ? Encrypted : Plain)}://{(User is null ? "" : Uri.EscapeDataString(User) + "@")}{Server}{(Database == 0 ? "" : $"/{Database}")}";

    private static string? Given(string text) => text.Length == 0 ? null : Uri.UnescapeDataString(text);

    private static int? Number(string text) => text.Length == 0 ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;
}

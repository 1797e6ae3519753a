using DiffMH.Silo.Hosting;

namespace DiffMH.Silo.Storage;

/// <summary>Says what is wrong with a Redis server, and what to do.</summary>
/// <remarks>Told apart by the words that begin a server's refusal: Orleans' providers pass on a text, not the exception.</remarks>
internal static class RedisProblem
{
    private static readonly (string Word, string Explanation)[] Refusals =
    [
        ("WRONGPASS", "refuses the password. Give the right one in DIFFMH__STOREPASSWORD, and its user in the address: redis://USER@HOST:PORT."),
        ("NOAUTH", "asks for a password. Give it in DIFFMH__STOREPASSWORD."),
        ("AUTH <password> called without any password configured", "asks for no password and refuses the one that was given. Take it away, or set one on the server (requirepass)."),
        ("NOPERM", "does not allow this user what DiffMH needs. Give the user all keys and the commands of @all -@admin, or another user."),
        ("OOM command not allowed", "has no memory left (OOM command not allowed). Raise its maxmemory or free some: what was committed is kept, and work goes on from there."),
        ("READONLY", Replica),
        ("Command cannot be issued to a replica", Replica),
        ("MISCONF", "cannot write its data to its disk, and refuses changes (MISCONF). Look at its log and its disk: what was committed is kept, and work goes on from there."),
        ("table version is missing", Lost),
        ("bad argument #1 to 'find'", Lost),   // a heartbeat, whose script finds no row
        ("LOADING", "is still loading its data. Wait until it has."),
        ("WRONGTYPE", "holds something else under the keys of DiffMH. Choose another database: redis://HOST:PORT/NUMBER."),
        ("RemoteCertificate", "has a certificate that this machine does not trust. Make its authority known to this machine, as by SSL_CERT_FILE."),
        ("AuthenticationException", "did not agree on TLS. It must be enabled there for rediss://, and its certificate trusted here, as by SSL_CERT_FILE."),
        ("Timeout", $"has not answered within {RedisServer.Patience.TotalSeconds:0} s. Look whether it runs and how busy it is: what was committed is kept."),
    ];

    private const string Lost = "has lost what was committed to it, as one that was started again without its append-only file. Give it that file back, or stop the silos, empty the database (FLUSHDB), start them and submit again.";
    private const string Replica = "is a read-only replica. Give the address of its primary.";

    /// <summary>What the library throws when a connection ends under a command, besides exceptions of its own.</summary>
    private static readonly string[] Losses = ["StackExchange.Redis.", "TaskCanceledException", "ObjectDisposedException", "is not allowed after reader was completed", "is not allowed after writer was completed"];

    /// <summary>Whether what was thrown, as text, is of the server or of the way to it, rather than of what was stored.</summary>
    public static bool IsOfServer(string text) => Array.Exists(Losses, loss => text.Contains(loss, StringComparison.Ordinal));

    /// <summary>Explains what was thrown.</summary>
    /// <param name="address">The server.</param>
    /// <param name="text">The exception, as text.</param>
    /// <param name="found">What is known where there is no connection and no more is said.</param>
    public static string Explain(RedisAddress address, string text, string found = "no connection")
    {
        var known = Array.Find(Refusals, refusal => text.Contains(refusal.Word, StringComparison.Ordinal));
        return known.Word is not null ? $"The Redis server {address} {known.Explanation}"
            : IsOfServer(text) && !text.Contains("RedisServerException", StringComparison.Ordinal) ? Unreachable(address, found)
            : $"The Redis server {address} cannot be used: {text}";
    }

    /// <summary>Explains that nobody is reached.</summary>
    public static string Unreachable(RedisAddress address, string found) =>
        $"The Redis server {address} cannot be reached ({found}). Start it, or give the address at which it listens; what was committed there is kept.";
}

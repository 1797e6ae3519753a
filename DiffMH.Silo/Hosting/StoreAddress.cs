namespace DiffMH.Silo.Hosting;

/// <summary>Where a cluster keeps its state and finds its members: <c>memory</c>, <c>sqlite:PATH</c>, or a Redis server as <see cref="RedisAddress"/> writes it.</summary>
public sealed record StoreAddress
{
    /// <summary>What a store that several processes share looks like, for messages.</summary>
    public const string Forms = "sqlite:PATH or redis://HOST:PORT";

    private const string MemoryWord = "memory";
    private const string SqlitePrefix = "sqlite:";
    private const string Scheme = "://";

    private StoreAddress(string? file, RedisAddress? redis) => (File, Redis) = (file, redis);

    /// <summary>State in memory, gone with the process.</summary>
    public static StoreAddress Memory { get; } = new(file: null, redis: null);

    /// <summary>The file; null where there is none.</summary>
    public string? File { get; }

    /// <summary>The database of a Redis server; null where it is another kind of store.</summary>
    public RedisAddress? Redis { get; private init; }

    /// <summary>Whether several processes can share it.</summary>
    public bool IsShared => File is not null || Redis is not null;

    /// <summary>A SQLite file.</summary>
    public static StoreAddress Sqlite(string path) => new(path, redis: null);

    /// <summary>A database of a Redis server.</summary>
    public static StoreAddress Of(RedisAddress redis) => new(file: null, redis);

    /// <summary>Reads an address; null where the text is none.</summary>
    /// <param name="text">As it was given.</param>
    /// <param name="folder">What a relative path counts from.</param>
    public static StoreAddress? TryParse(string text, string folder)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text == MemoryWord ? Memory
            : text.StartsWith(SqlitePrefix, StringComparison.Ordinal) && text.Length > SqlitePrefix.Length ? Sqlite(Path.Combine(folder, text[SqlitePrefix.Length..]))
            : RedisAddress.TryParse(text) is { } redis ? Of(redis)
            : null;
    }

    /// <summary>Says that a text is no store: without what may be a password.</summary>
    /// <param name="text">As it was given.</param>
    /// <param name="expected">What would be right.</param>
    public static string Refuse(string text, string expected)
    {
        var shown = Shown(text);
        var hint = shown == text ? "" : "; in a password '%', '#', '/', '?' and '@' must be %-escaped, or give it in DIFFMH__STOREPASSWORD";
        return $"'{shown}'; {expected}{hint}";
    }

    /// <summary>A text that need not be an address, without what may be a login.</summary>
    public static string Shown(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var end = text.StartsWith(SqlitePrefix, StringComparison.Ordinal) ? -1 : text.LastIndexOf('@');
        var scheme = text.IndexOf(Scheme, StringComparison.Ordinal);
        return end < 0 ? text : $"{(scheme >= 0 && scheme < end ? text[..(scheme + Scheme.Length)] : "")}…{text[end..]}";
    }

    /// <summary>The same with a password, where it is a server and its address has none.</summary>
    /// <param name="password">The password; null for none.</param>
    public StoreAddress WithPassword(string? password) => Redis is { Password: null } ? this with { Redis = Redis with { Password = password } } : this;

    /// <summary>As it can be given again; without a password.</summary>
    public override string ToString() => Redis?.ToString() ?? (File is null ? MemoryWord : SqlitePrefix + File);
}

namespace DiffMH.Silo.Hosting;

/// <summary>Where a cluster keeps its state and finds its members: <c>memory</c> or <c>sqlite:PATH</c>.</summary>
public sealed record StoreAddress
{
    private const string MemoryWord = "memory";
    private const string SqlitePrefix = "sqlite:";

    private StoreAddress(string? file) => File = file;

    /// <summary>State in memory, gone with the process.</summary>
    public static StoreAddress Memory { get; } = new(file: null);

    /// <summary>The file; null where state is kept in memory.</summary>
    public string? File { get; }

    /// <summary>A SQLite file.</summary>
    public static StoreAddress Sqlite(string path) => new(path);

    /// <summary>Reads an address; null where the text is none.</summary>
    /// <param name="text">As it was given.</param>
    /// <param name="folder">What a relative path counts from.</param>
    public static StoreAddress? TryParse(string text, string folder)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text == MemoryWord ? Memory
            : text.StartsWith(SqlitePrefix, StringComparison.Ordinal) && text.Length > SqlitePrefix.Length ? Sqlite(Path.Combine(folder, text[SqlitePrefix.Length..]))
            : null;
    }

    /// <summary>As it can be given again.</summary>
    public override string ToString() => File is null ? MemoryWord : SqlitePrefix + File;
}

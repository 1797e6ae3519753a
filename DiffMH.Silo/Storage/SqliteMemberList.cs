using System.Collections.Immutable;

namespace DiffMH.Silo.Storage;

/// <summary>The members in a SQLite file, which is opened for reading alone at each look and closed again.</summary>
/// <param name="path">The file.</param>
internal sealed class SqliteMemberList(string path) : IMemberList
{
    /// <inheritdoc/>
    public long Cluster
    {
        get
        {
            using var file = SqliteFile.OpenForReading(path);
            return SqliteSchema.Cluster(file);
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Warnings => [];

    /// <inheritdoc/>
    public Task<ImmutableArray<MembershipEntry>> Read(CancellationToken cancellationToken) => Task.Run(Members, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing stays open.
    }

    private ImmutableArray<MembershipEntry> Members()
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = SqliteFile.OpenForReading(path);
        return [.. SqliteMembershipTable.Read(file)];
    }
}

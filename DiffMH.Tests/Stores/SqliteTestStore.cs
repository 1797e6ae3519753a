using DiffMH.Silo.Hosting;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Stores;

/// <summary>A SQLite file.</summary>
public sealed class SqliteTestStore : TestStore
{
    private readonly TemporaryFolder folder = new();

    /// <inheritdoc/>
    public override StoreAddress Address => StoreAddress.Sqlite(folder.File("state.db"));

    /// <inheritdoc/>
    public override string Reason => $"'{Address.File}' cannot be read or written: SQLite Error 19: 'no space'.";

    /// <inheritdoc/>
    public override IDisposable Block() => BlockedStore.Block(Address.File!);

    /// <inheritdoc/>
    public override void Spoil() => File.WriteAllText(Address.File!, new string('x', 4096));

    /// <inheritdoc/>
    public override StoreAddress Another(string name) => StoreAddress.Sqlite(folder.File(name));

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing) => folder.Dispose();
}

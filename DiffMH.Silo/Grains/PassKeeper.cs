using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Storage;
using Orleans.Storage;

namespace DiffMH.Silo.Grains;

/// <summary>Keeps what is done of a long pass in the store, so that a pause or a crash costs seconds of it and not all.</summary>
/// <remarks>It is a convenience beside the commits: sums are the same however often they are computed. So where it cannot be written, or another activation has, the work goes on without.</remarks>
/// <param name="storage">The store.</param>
/// <param name="grain">The point's grain.</param>
internal sealed class PassKeeper(IGrainStorage storage, GrainId grain)
{
    private readonly GrainState<StoredPass> stored = new(new StoredPass());
    private bool isRead;

    /// <summary>Has a pass take over what was stored of it, the first time that one is asked for.</summary>
    public async Task Restore(OpenPass pass)
    {
        if (!isRead)
        {
            await storage.ReadStateAsync(StoredPass.Name, grain, stored);
            isRead = true;
            if (stored.RecordExists)
            {
                pass.Restore(stored.State!);
            }
        }
    }

    /// <summary>Stores what is done of a pass.</summary>
    public Task Write(OpenPass pass) => Try(() =>
    {
        stored.State = pass.ToStored();
        return storage.WriteStateAsync(StoredPass.Name, grain, stored);
    });

    /// <summary>Deletes what is stored, if anything: the pass was committed.</summary>
    public Task Clear() => stored.RecordExists ? Try(() => storage.ClearStateAsync(StoredPass.Name, grain, stored)) : Task.CompletedTask;

    private static async Task Try(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception exception) when (exception is StoreUnavailableException or InconsistentStateException)
        {
            // A commit will meet the same, and say so.
        }
    }
}

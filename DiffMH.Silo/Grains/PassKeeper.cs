using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Storage;
using Orleans.Storage;

namespace DiffMH.Silo.Grains;

/// <summary>Keeps what is done of a long pass in the store, so that a pause or a crash costs seconds of it and not all.</summary>
/// <remarks>
/// It is a convenience beside the commits: sums are the same however often they are computed. So where it cannot be written, another
/// activation has written it, or it cannot be understood, the work goes on without.
/// </remarks>
/// <param name="storage">The store.</param>
/// <param name="grain">The point's grain.</param>
internal sealed class PassKeeper(IGrainStorage storage, GrainId grain)
{
    private readonly GrainState<StoredPass> stored = new(new StoredPass());
    private bool isRead;

    /// <summary>Has a pass take over what is stored of it.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public async Task Restore(OpenPass pass)
    {
        try
        {
            await Read();
        }
        catch (Exception exception) when (exception is not StoreUnavailableException)
        {
            return;
        }

        if (stored.RecordExists)
        {
            pass.Restore(stored.State!);
        }
    }

    /// <summary>Stores what is done of a pass.</summary>
    public Task Write(OpenPass pass) => Try(async () =>
    {
        await Read();
        stored.State = pass.ToStored();
        await storage.WriteStateAsync(StoredPass.Name, grain, stored);
    });

    /// <summary>Deletes what is stored, if anything: the pass was committed.</summary>
    public Task Clear() => Try(async () =>
    {
        await Read();
        if (stored.RecordExists)
        {
            await storage.ClearStateAsync(StoredPass.Name, grain, stored);
        }
    });

    /// <summary>Reads what is stored, where that is not known.</summary>
    private async Task Read()
    {
        if (!isRead)
        {
            await storage.ReadStateAsync(StoredPass.Name, grain, stored);
            isRead = true;
        }
    }

    private async Task Try(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (Exception)
        {
            isRead = false;   // it may have been written all the same, or by another; what is wrong with the store a commit will meet, and say
        }
    }
}

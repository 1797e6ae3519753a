using System.Collections.Immutable;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;
using Orleans.Concurrency;
using Orleans.Placement;

namespace DiffMH.Silo.Grains;

/// <summary>Keeps the list of sweeps, and those that should be at work at work.</summary>
/// <remarks>
/// All calls interleave. A sweep's own state is the truth; the list remembers it as of the last look, which is taken at every poke and
/// whenever the list is asked for, at all sweeps that have not ended. One that has ended begins again through <see cref="Submit"/>, <see cref="Extend"/> and <see cref="Retry"/> only.
/// </remarks>
[GrainType("sweep-directory")]
[Reentrant]
[HashBasedPlacement]
internal sealed class SweepDirectoryGrain([PersistentState("sweeps", StorageName.Default)] IPersistentState<StoredDirectory> stored, TimeProvider time) : Grain, ISweepDirectoryGrain
{
    private readonly Dictionary<string, ImmutableArray<PluginReference>> pinned = new(StringComparer.Ordinal);
    private Task storing = Task.CompletedTask;
    private bool isStored = true;

    private List<StoredEntry> Sweeps => stored.State.Sweeps;

    /// <inheritdoc/>
    public Task<SweepStatus> Submit(FrozenSweep sweep, RunOptions options) => Begin(sweep.Id, grain => grain.Start(sweep, options));

    /// <inheritdoc/>
    public Task<SweepStatus> Extend(FrozenSweep sweep, string from, RunOptions options) => Begin(sweep.Id, grain => grain.Extend(sweep, from, options));

    /// <inheritdoc/>
    public Task<SweepStatus> Retry(string sweep, RunState? only) => Begin(sweep, grain => grain.Retry(only));

    /// <inheritdoc/>
    public async Task<ImmutableArray<SweepEntry>> List()
    {
        await Look(grain => grain.Status());
        return [.. Sweeps.Select(entry => entry.ToEntry()).OrderByDescending(entry => entry.Submitted)];
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<PluginReference>> Pinned()
    {
        var unfinished = Sweeps.Where(entry => !entry.HasEnded).Select(entry => entry.Id).ToArray();
        foreach (var id in unfinished.Where(id => !pinned.ContainsKey(id)))
        {
            pinned[id] = await GrainFactory.GetGrain<ISweepGrain>(id).Plugins();   // asked once: an id is that of its content
        }

        return [.. unfinished.SelectMany(id => pinned[id]).Distinct()];
    }

    /// <inheritdoc/>
    public Task Poke() => Look(grain => grain.Ensure());

    /// <summary>Has a sweep begin, and puts it on the list as it is then.</summary>
    private async Task<SweepStatus> Begin(string sweep, Func<ISweepGrain, Task> begin)
    {
        var grain = GrainFactory.GetGrain<ISweepGrain>(sweep);
        await begin(grain);
        var status = await grain.Status();
        Note(status);
        await Store();
        return status;
    }

    /// <summary>Asks the sweeps that have not ended how they are; one that cannot answer now keeps its entry.</summary>
    private async Task Look(Func<ISweepGrain, Task<SweepStatus>> ask)
    {
        Task<SweepStatus>[] asked = [.. Sweeps.Where(entry => !entry.HasEnded).Select(entry => ask(GrainFactory.GetGrain<ISweepGrain>(entry.Id)))];
        await ((Task)Task.WhenAll(asked)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        foreach (var answer in asked.Where(task => task.IsCompletedSuccessfully))
        {
            Note(await answer);
        }

        try
        {
            await Store();
        }
        catch (StoreUnavailableException)
        {
            // What is known can be told all the same; it is stored after the next look.
        }
    }

    /// <summary>Remembers a status.</summary>
    private void Note(SweepStatus status)
    {
        var place = Sweeps.FindIndex(entry => entry.Id == status.Id);
        var entry = StoredEntry.From(status, place < 0 ? time.GetUtcNow() : Sweeps[place].Submitted);
        var isChanged = place < 0 || Sweeps[place].State != entry.State || Sweeps[place].Completed + Sweeps[place].Failed != entry.Completed + entry.Failed;
        if (place < 0)
        {
            Sweeps.Add(entry);
        }
        else
        {
            Sweeps[place] = entry;
        }

        isStored &= !isChanged;
    }

    /// <summary>Stores the list where a state has changed; one write at a time, though calls interleave.</summary>
    private Task Store() => storing = StoreAfter(storing);

    private async Task StoreAfter(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (isStored)
        {
            return;
        }

        isStored = true;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            isStored = false;
            throw;
        }
    }
}

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
    /// <summary>How long a look serves other silos that ask for one: each does every two seconds, and a thousand would have every sweep asked five hundred times a second.</summary>
    private static readonly TimeSpan LookLasts = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, ImmutableArray<PluginReference>> pinned = new(StringComparer.Ordinal);
    private long? looked;
    private Task storing = Task.CompletedTask;
    private KnownSweeps? known;

    private KnownSweeps Sweeps => known ??= new(stored.State.Sweeps, time);

    /// <inheritdoc/>
    public Task<SweepStatus> Submit(FrozenSweep sweep, RunOptions options) => Begin(sweep.Id, grain => grain.Start(sweep, options));

    /// <inheritdoc/>
    public Task<SweepStatus> Extend(FrozenSweep sweep, string from, RunOptions options) => Begin(sweep.Id, grain => grain.Extend(sweep, from, options));

    /// <inheritdoc/>
    public Task<SweepStatus> Retry(string sweep, RunState? only) => Begin(sweep, grain => grain.Retry(only));

    /// <inheritdoc/>
    public Task<SweepStatus> Prioritize(string sweep, SweepPriority priority) => Begin(sweep, grain => grain.Prioritize(priority));

    /// <inheritdoc/>
    public async Task<ImmutableArray<SweepEntry>> List()
    {
        await Sweeps.Ask(sweep => GrainFactory.GetGrain<ISweepGrain>(sweep).Status());
        Store().Ignore();   // who reads does not wait for a store that many write; where it fails, the next poke stores it
        return [.. Sweeps.All.Select(entry => entry.ToEntry()).OrderByDescending(entry => entry.Submitted)];
    }

    /// <inheritdoc/>
    public Task<int> AtWork() => Task.FromResult(Sweeps.All.Count(entry => entry.State is RunState.Queued or RunState.Running));

    /// <inheritdoc/>
    public async Task<ImmutableArray<PluginReference>> Pinned()
    {
        var unfinished = Sweeps.All.Where(entry => !entry.HasEnded).Select(entry => entry.Id).ToArray();
        foreach (var id in unfinished.Where(id => !pinned.ContainsKey(id)))
        {
            pinned[id] = await GrainFactory.GetGrain<ISweepGrain>(id).Plugins();   // asked once: an id is that of its content
        }

        return [.. unfinished.SelectMany(id => pinned[id]).Distinct()];
    }

    /// <inheritdoc/>
    public Task Poke()
    {
        if (looked is { } at && time.GetElapsedTime(at) < LookLasts)
        {
            return Task.CompletedTask;   // nor does it wait for that look, which may hang on a silo that was killed
        }

        looked = time.GetTimestamp();
        return Look();
    }

    /// <summary>Has a sweep begin, or be another, and puts it on the list as it is then.</summary>
    private async Task<SweepStatus> Begin(string sweep, Func<ISweepGrain, Task> begin)
    {
        var grain = GrainFactory.GetGrain<ISweepGrain>(sweep);
        await begin(grain);
        var status = await grain.Status();
        Sweeps.Begin(status);
        await Store();
        return status;
    }

    /// <summary>Has sweeps be at work, and stores how they are.</summary>
    private async Task Look()
    {
        await Sweeps.Ask(sweep => GrainFactory.GetGrain<ISweepGrain>(sweep).Ensure());
        try
        {
            await Store();
        }
        catch (StoreUnavailableException)
        {
            // What is known can be told all the same; it is stored after the next look.
        }
    }

    /// <summary>Stores the list where a state has changed; one write at a time, though calls interleave.</summary>
    private Task Store() => storing = StoreAfter(storing);

    private async Task StoreAfter(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (Sweeps.IsStored)
        {
            return;
        }

        Sweeps.IsStored = true;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            Sweeps.IsStored = false;
            throw;
        }
    }
}

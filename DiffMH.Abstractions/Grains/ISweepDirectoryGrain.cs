using System.Collections.Immutable;

namespace DiffMH;

/// <summary>All sweeps of a store. Key: 0.</summary>
public interface ISweepDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Stores a sweep and starts it. One that is paused or cancelled goes on from its last commits; for one that is at work or has ended
    /// nothing changes, see <see cref="Retry"/>. Returns its status right after.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another sweep is stored under this id.</exception>
    Task<SweepStatus> Submit(FrozenSweep sweep, RunOptions options);

    /// <summary>As <see cref="Submit"/>, for a sweep that takes over what an older one has committed of its points, see <see cref="ISweepGrain.Extend"/>.</summary>
    Task<SweepStatus> Extend(FrozenSweep sweep, string from, RunOptions options);

    /// <summary>As <see cref="ISweepGrain.Retry"/>, of a sweep of the list. Returns its status right after.</summary>
    Task<SweepStatus> Retry(string sweep, RunState? only);

    /// <summary>As <see cref="ISweepGrain.Prioritize"/>, of a sweep of the list. Returns its status right after.</summary>
    Task<SweepStatus> Prioritize(string sweep, SweepPriority priority);

    /// <summary>All sweeps, the latest submitted first. Changes nothing.</summary>
    [Reading]
    Task<ImmutableArray<SweepEntry>> List();

    /// <summary>How many sweeps are at work, as of the last look. Short; changes nothing.</summary>
    [Reading]
    Task<int> AtWork();

    /// <summary>The plugins that sweeps which have not ended are pinned to, each once. Changes nothing.</summary>
    [Reading]
    Task<ImmutableArray<PluginReference>> Pinned();

    /// <summary>Has every sweep that should be at work be at work. Called by every silo every few seconds, so that work resumes after any loss without a client.</summary>
    Task Poke();
}

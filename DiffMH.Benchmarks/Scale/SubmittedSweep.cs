using DiffMH.Engine.Runs;

namespace DiffMH.Benchmarks.Scale;

/// <summary>A sweep on a cluster, as a client sees it.</summary>
/// <param name="sweep">What was submitted.</param>
/// <param name="grains">The cluster.</param>
internal sealed class SubmittedSweep(FrozenSweep sweep, IGrainFactory grains)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>What was submitted.</summary>
    public FrozenSweep Sweep => sweep;

    private ISweepGrain Grain => grains.GetGrain<ISweepGrain>(sweep.Id);

    /// <summary>Submits it.</summary>
    public Task Submit() => grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new RunOptions(LanesPerBatch: null));

    /// <summary>How far it is.</summary>
    public Task<SweepStatus> Status() => Grain.Status();

    /// <summary>Ends it where it is.</summary>
    public Task Cancel() => Grain.Cancel();

    /// <summary>Waits for its end.</summary>
    /// <exception cref="InvalidOperationException">Not all of its points are completed.</exception>
    public async Task End(CancellationToken cancellation)
    {
        var status = await Status();
        while (status.State is RunState.Queued or RunState.Running)
        {
            await Task.Delay(LookEvery, cancellation);
            status = await Status();
        }

        if (status.Completed != sweep.Points.Length)
        {
            throw new InvalidOperationException($"The sweep {sweep.Name} is {status.State} with {status.Completed} of {sweep.Points.Length} points completed.");
        }
    }

    /// <summary>The digest of its trace.</summary>
    public async Task<string> Digest()
    {
        using var digest = new TraceDigest();
        foreach (var point in sweep.Points)
        {
            for (var chunk = 0; await Grain.Trace(point.Index, chunk) is { Rows: > 0 } block; chunk++)
            {
                digest.Add(point.Identity, block);
            }
        }

        return digest.Result();
    }
}

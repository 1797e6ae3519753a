using System.Collections.Immutable;
using DiffMH.Engine.Runs;
using DiffMH.Engine.Sweeps;
using DiffMH.Silo.Grains.Stored;
using Orleans.Storage;

namespace DiffMH.Silo.Grains;

/// <summary>Copies what an older sweep has committed of the points that this one shares with it, each when it is about to begin.</summary>
/// <remarks>
/// The commit is written last, after the trace and gradients that it covers: a crash on the way changes nothing. The older sweep may be at
/// work, as what is before a commit never changes. Points of which something has failed there are computed anew. A point with more replicates
/// begins with those that are done there, where it is finished there.
/// </remarks>
/// <param name="storage">The store.</param>
/// <param name="grains">Finds the older sweep, names the points' grains.</param>
/// <param name="sweep">This sweep.</param>
/// <param name="from">The older sweep's id.</param>
internal sealed class TakenOverPoints(IGrainStorage storage, IGrainFactory grains, FrozenSweep sweep, string from)
{
    private readonly HashSet<int> done = [];
    private Task<ImmutableArray<PointSpec?>>? finding;

    /// <summary>Takes over what there is of a point that has no commit of its own. Calling again changes nothing.</summary>
    public async Task Take(int point)
    {
        if (done.Contains(point))
        {
            return;
        }

        var own = new GrainState<StoredPoint>(new StoredPoint());
        await storage.ReadStateAsync(StoredPoint.Name, Grain(sweep.Id, point), own);
        if (own.State!.Run is null && (await Shared())[point] is { } same)
        {
            await Copy(same, sweep.Points[point], own);
        }

        done.Add(point);
    }

    private async Task Copy(PointSpec same, PointSpec point, GrainState<StoredPoint> own)
    {
        var (older, here) = (Grain(from, same.Index), Grain(sweep.Id, point.Index));
        var commit = new GrainState<StoredPoint>(new StoredPoint());
        await storage.ReadStateAsync(StoredPoint.Name, older, commit);
        if (commit.State!.Run is not { } bytes || PointState.FromBytes(bytes) is not { } state || state.Replicates.Any(replicate => replicate.Failure is not null))
        {
            return;
        }

        if (point.Replicates == same.Replicates)
        {
            await CopyTrace(older, here, state.Pass);
            for (var replicate = 0; replicate < state.Replicates.Length; replicate++)
            {
                await StoredGradient.Copy(storage, older, here, replicate);
            }

            own.State = commit.State;
        }
        else if (commit.State.IsFinished)
        {
            var start = await CopyTrace(older, here, state.Pass - 1);   // all are evaluated together
            own.State = new StoredPoint { Iterations = commit.State.Iterations, Run = state.Grown(point.Replicates, start).ToBytes() };
        }

        await storage.WriteStateAsync(StoredPoint.Name, here, own);
    }

    /// <summary>Copies the trace before a pass, and gives θ of its first row.</summary>
    private async Task<Vector> CopyTrace(GrainId older, GrainId here, int passes)
    {
        var start = Vector.Empty;
        for (var number = 0; ; number++)
        {
            var (read, written) = (new OpenChunk(number), new OpenChunk(number));
            await read.Read(storage, older);
            var rows = read.Before(passes);
            if (rows.Rows == 0)
            {
                return start;
            }

            start = number == 0 ? Vector.Of(rows.Row(0)[..rows.Parameters]) : start;
            await written.Read(storage, here);   // what is left of an earlier attempt
            foreach (var pass in rows.ByIteration())
            {
                written.Add(pass.Iterations[0], pass);
            }

            await written.Write(storage, here);
        }
    }

    /// <summary>Asked once: frozen sweeps never change. Where the older one is not there, nothing is taken over.</summary>
    private async Task<ImmutableArray<PointSpec?>> Shared()
    {
        finding ??= Find();
        try
        {
            return await finding;
        }
        catch
        {
            finding = null;
            throw;
        }
    }

    private async Task<ImmutableArray<PointSpec?>> Find() =>
        await grains.GetGrain<ISweepGrain>(from).Frozen() is { } older ? SharedPoints.Of(sweep, older) : [.. new PointSpec?[sweep.Points.Length]];

    private GrainId Grain(string id, int point) => grains.GetGrain<IAggregatorGrain>(PointKey.Aggregator(id, point)).GetGrainId();
}

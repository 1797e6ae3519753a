using DiffMH.Engine.Runs;
using DiffMH.Silo.Grains.Stored;
using Orleans.Storage;

namespace DiffMH.Silo.Grains;

/// <summary>What a point has stored: its last commit, and its trace in chunks.</summary>
/// <remarks>
/// A chunk is always written before the commit that covers it, and rows beyond the commit are cut off when it is read. So a crash
/// between the two writes changes nothing: the rows are computed again, to the same bits.
/// </remarks>
/// <param name="grain">The point's grain.</param>
/// <param name="point">Its commit.</param>
/// <param name="storage">Where the chunks are.</param>
internal sealed class PointJournal(GrainId grain, IPersistentState<StoredPoint> point, IGrainStorage storage)
{
    private readonly List<OpenChunk> open = [];
    private int passes;

    /// <summary>The last commit.</summary>
    public StoredPoint Commit => point.State;

    /// <summary>Makes ready to take the trace of a pass: what is stored of its chunk is read, which may fail.</summary>
    public async Task Prepare(int chunk)
    {
        if (open.Count == 0 || open[^1].Number != chunk)
        {
            open.Add(await Open(chunk));
        }
    }

    /// <summary>Takes what the trace keeps of a pass, prepared for, to be stored with the next commit.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="block">Its rows.</param>
    /// <param name="ahead">How many replicates have the pass behind them, and rows in the store.</param>
    public void Add(int pass, TraceBlock block, int ahead = 0)
    {
        open[^1].Add(pass, block, ahead);
        passes = pass + 1;
    }

    /// <summary>Stores the trace taken so far, then the state: the commit.</summary>
    /// <exception cref="InconsistentStateException">Another activation of this grain has committed; this one must end.</exception>
    public async Task Write(PointState state, int iterations, bool isFinished)
    {
        foreach (var chunk in open)
        {
            await chunk.Write(storage, grain);
        }

        await Write(new StoredPoint { Passes = state.Pass, Iterations = iterations, Run = state.ToBytes(), IsFinished = isFinished });
        open.RemoveRange(0, Math.Max(0, open.Count - 1));   // the last may still grow
    }

    /// <summary>Commits that the point goes back: to a state, or to its beginning. Rows of the trace past it do not count any more.</summary>
    /// <exception cref="InconsistentStateException">Another activation of this grain has committed; this one must end.</exception>
    public Task GoBack(PointState? state) =>
        Write(state is null ? new StoredPoint() : new StoredPoint { Passes = state.Pass, Iterations = Commit.Iterations, Run = state.ToBytes() });

    /// <summary>A chunk of the trace, also where it is not committed yet; without rows past the end.</summary>
    public async Task<TraceBlock> Read(int chunk) =>
        (open.Find(candidate => candidate.Number == chunk) ?? await Open(chunk)).Before(Math.Max(passes, Commit.Passes));

    /// <summary>Stores a replicate's gradient in all components, in segments: before the commit that covers it, like the trace.</summary>
    public Task WriteGradient(int replicate, GradientSegment whole) => StoredGradient.Write(storage, grain, replicate, whole);

    /// <summary>A segment of it up to the last commit, <see cref="GradientSegment.None"/> past the end.</summary>
    public Task<GradientSegment> ReadGradient(int replicate, int segment) =>
        Commit.Passes > 0 ? StoredGradient.Read(storage, grain, replicate, segment) : Task.FromResult(GradientSegment.None);

    private async Task Write(StoredPoint next)
    {
        var before = point.State;
        point.State = next;
        try
        {
            await point.WriteStateAsync();
        }
        catch
        {
            point.State = before;   // what is not in the store must not look as if it were
            throw;
        }
    }

    private async Task<OpenChunk> Open(int number)
    {
        var chunk = new OpenChunk(number);
        await chunk.Read(storage, grain);
        return chunk;
    }
}

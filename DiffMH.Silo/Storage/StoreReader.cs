using System.Collections.Immutable;
using DiffMH.Engine.Runs;
using DiffMH.Engine.Settings;
using DiffMH.Silo.Grains;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace DiffMH.Silo.Storage;

/// <summary>
/// Reads the sweeps of a store without a silo and without any plugin: what the last commits say. Changes nothing, and needs no
/// permission to write; silos may write meanwhile. The answers have the forms of the grains' answers.
/// </summary>
/// <remarks>
/// Nothing here is at work: a sweep or a point that is not at its end, and not cancelled, is <see cref="RunState.Queued"/> before its
/// first commit; after, it is <see cref="RunState.Paused"/> where its user wished it to rest, and <see cref="RunState.Lost"/> where it waits for a silo.
/// </remarks>
public sealed class StoreReader : IDisposable
{
    // Serializers are found in assemblies, which takes a while: once for a process.
    private static readonly Lazy<Serializer> Serializer = new(() => new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>());

    private readonly IStoredStates store;

    private StoreReader(IStoredStates store) => this.store = store;

    /// <summary>Opens a store.</summary>
    /// <exception cref="ArgumentException">It is in memory.</exception>
    /// <exception cref="FileNotFoundException">There is no such store.</exception>
    /// <exception cref="InvalidDataException">The store is damaged, not ours, or of a newer DiffMH.</exception>
    /// <exception cref="IOException">The store cannot be reached or read.</exception>
    public static StoreReader Open(StoreAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new(address switch
        {
            { Redis: { } redis } => RedisStates.Open(redis),
            { File: { } path } => SqliteStore.OpenForReading(path),
            _ => throw new ArgumentException("A store in memory is gone with its process.", nameof(address)),
        });
    }

    /// <summary>Opens a store where there is one.</summary>
    /// <returns>Null where there is none, or it is a server that cannot be reached.</returns>
    /// <exception cref="InvalidDataException">The store is damaged, not ours, or of a newer DiffMH.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static StoreReader? TryOpen(StoreAddress address)
    {
        try
        {
            return Open(address);
        }
        catch (IOException) when (address.File is not { } path || !File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>All sweeps that were submitted to silos of this store, the latest first.</summary>
    public ImmutableArray<SweepEntry> List() => [.. Directory().Select(Entry).OrderByDescending(entry => entry.Submitted)];

    /// <summary>As <see cref="List"/>, with each sweep as it was when its state last changed: one row is read, however many sweeps there are.</summary>
    public ImmutableArray<SweepEntry> Remembered() => [.. Directory().Select(entry => entry.ToEntry()).OrderByDescending(entry => entry.Submitted)];

    /// <summary>What was submitted; null where no sweep has this id.</summary>
    public FrozenSweep? Frozen(string sweep) => Read<StoredSweep>($"sweep/{sweep}", "sweep")?.Sweep;

    /// <summary>How far a sweep is; null where no sweep has this id.</summary>
    public SweepStatus? Status(string sweep)
    {
        if (Frozen(sweep) is not { } frozen)
        {
            return null;
        }

        var progress = Progress(sweep);
        var ends = Ends(frozen, progress);
        var shares = frozen.Points.Sum(point => ends[point.Index] == RunState.Queued ? Share(Commit(sweep, point), point) : 1);
        var (completed, failed) = (ends.Count(end => end == RunState.Completed), ends.Count(end => end is RunState.Failed or RunState.Lost));
        var state = completed + failed == frozen.Points.Length ? (failed > 0 ? RunState.Failed : RunState.Completed)
            : progress.Wish == SweepWish.Cancel ? RunState.Cancelled
            : shares > 0 ? Resting(progress) : RunState.Queued;
        return new(sweep, frozen.Name, state, frozen.Points.Length, completed, failed, shares / Math.Max(1, frozen.Points.Length), [], progress.WorkSeconds, Lost: ends.Count(end => end == RunState.Lost), Priority: progress.Priority);
    }

    /// <summary>States of all points with the numbers of their last commits; empty where no sweep has this id.</summary>
    public IEnumerable<PointStatus> Points(string sweep)
    {
        if (Frozen(sweep) is not { } frozen)
        {
            yield break;
        }

        var progress = Progress(sweep);
        var ends = Ends(frozen, progress);
        foreach (var point in frozen.Points)
        {
            var summary = Summary(sweep, point);
            var status = summary?.Status(0, 0) ?? PointStatus.Bare(point.Index, RunState.Queued);
            yield return status with { State = State(ends[point.Index], status.State, progress), Failure = progress.Losses?.GetValueOrDefault(point.Index) ?? status.Failure };
        }
    }

    /// <summary>What the points of a sweep gave, so far or finally, in their order; empty where no sweep has this id.</summary>
    public IEnumerable<PointResult> Results(string sweep)
    {
        if (Frozen(sweep) is not { } frozen)
        {
            yield break;
        }

        var progress = Progress(sweep);
        var ends = Ends(frozen, progress);
        foreach (var point in frozen.Points)
        {
            var result = Summary(sweep, point)?.Result() ?? PointResult.Queued(point);
            yield return result with { State = State(ends[point.Index], result.State, progress), Failure = progress.Losses?.GetValueOrDefault(point.Index) ?? result.Failure };
        }
    }

    /// <summary>One chunk of a point's trace up to its last commit, empty past the end.</summary>
    public TraceBlock Trace(string sweep, int point, int chunk)
    {
        var owner = Owner(sweep, point);
        var committed = Read<StoredPoint>(owner, StoredPoint.Name)?.Passes ?? 0;
        var stored = Read<StoredTrace>(owner, OpenChunk.NameOf(chunk)) ?? new StoredTrace();
        return TraceBlock.Concat([.. stored.Passes().Where(pass => pass.Iterations[0] < committed)]);
    }

    /// <summary>One segment of the gradient of a point's replicate in all components, empty past the end.</summary>
    public GradientSegment Gradient(string sweep, int point, int replicate, int segment)
    {
        var owner = Owner(sweep, point);
        return Read<StoredPoint>(owner, StoredPoint.Name) is { Passes: > 0 } && Read<StoredGradient>(owner, StoredGradient.NameOf(replicate, segment)) is { } stored
            ? stored.Segment
            : GradientSegment.None;
    }

    /// <summary>The data file with a hash.</summary>
    /// <exception cref="DataFileException">It is not in the store, or damaged there.</exception>
    public DataFile Data(string hash)
    {
        using var bytes = new MemoryStream();
        var first = Segment(hash, 0);
        for (var segment = 0; segment < first?.Segments; segment++)
        {
            bytes.Write(Segment(hash, segment)?.Bytes);
        }

        return DataTransfer.Whole(hash, bytes.ToArray(), first is not null);
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    private static string Owner(string sweep, int point) => $"aggregator/{PointKey.Aggregator(sweep, point)}";

    /// <summary>The sweep's own word where it has one; a point may have ended after the sweep last stored its counts.</summary>
    private static RunState State(RunState end, RunState committed, StoredProgress progress) =>
        end != RunState.Queued ? end : committed == RunState.Running ? Resting(progress) : committed;

    /// <summary>Why something that has begun and not ended is not at work; the points of a cancelled sweep rest as if paused.</summary>
    private static RunState Resting(StoredProgress progress) => progress.Wish == SweepWish.Work ? RunState.Lost : RunState.Paused;

    private static ImmutableArray<RunState> Ends(FrozenSweep sweep, StoredProgress progress) =>
        [.. sweep.Points.Select((_, i) => i < progress.Points.Length ? SweepProgress.StateOf(progress.Points[i]) : RunState.Queued)];

    private static double Share(StoredPoint? commit, PointSpec point) => commit is null ? 0
        : commit.IsFinished ? 1
        : (double)commit.Passes / (point.Mode == SweepMode.Optimize ? commit.Iterations + 1 : 1);

    /// <summary>The directory is stored when a state changes; of a sweep that has not ended, its own rows know more.</summary>
    private SweepEntry Entry(StoredEntry entry) => !entry.HasEnded && Status(entry.Id) is { } status
        ? StoredEntry.From(status, entry.Submitted).ToEntry()
        : entry.ToEntry();

    private List<StoredEntry> Directory() => Read<StoredDirectory>("sweep-directory/0", "sweeps")?.Sweeps ?? [];

    private StoredProgress Progress(string sweep) => Read<StoredProgress>($"sweep/{sweep}", "progress") ?? new StoredProgress();

    private StoredPoint? Commit(string sweep, PointSpec point) => Read<StoredPoint>(Owner(sweep, point.Index), StoredPoint.Name);

    /// <summary>A segment of a data file; one whose bytes are no segment any more is empty, and the file then has another hash.</summary>
    private StoredSegment? Segment(string hash, int segment)
    {
        try
        {
            return Read<StoredSegment>($"data/{hash}", StoredSegment.NameOf(segment));
        }
        catch (Exception damaged) when (damaged is not (IOException or InvalidDataException))   // whatever the serializer stumbles over
        {
            return new StoredSegment();
        }
    }

    private PointSummary? Summary(string sweep, PointSpec point) => Commit(sweep, point)?.Run is { } bytes ? new(point, PointState.FromBytes(bytes)) : null;

    private T? Read<T>(string owner, string name)
        where T : class => store.Payload(owner, name) is { } bytes ? Serializer.Value.Deserialize<T>(bytes) : null;
}

using System.Diagnostics.Metrics;

namespace DiffMH.Silo.Compute;

/// <summary>Counts what a silo does: for the other silos, and in the instruments of the meter <see cref="Name"/> for those who watch it.</summary>
/// <remarks>Names and units are as OpenTelemetry asks for: <c>diffmh.commit.duration</c> in <c>s</c> is scraped as <c>diffmh_commit_duration_seconds</c>.</remarks>
internal sealed class SiloMeter
{
    /// <summary>The meter, and the source of spans.</summary>
    public const string Name = "DiffMH";

    /// <summary>The grain of a batch, as what is called.</summary>
    public const string Batch = "chain-batch";

    /// <summary>The grain of a point, as what is called.</summary>
    public const string Aggregator = "aggregator";

    /// <summary>From what a call costs to the most that one may compute, in seconds.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };

    private readonly Counter<long> done;
    private readonly Histogram<double> calls;
    private readonly Histogram<double> commits;
    private readonly Counter<long> repeated;
    private readonly Counter<long> recovered;
    private readonly Counter<long> iterations;
    private readonly Counter<long> lanes;
    private readonly Counter<long> updates;
    private long batches;
    private long busyTicks;

    /// <summary>Nothing counted yet.</summary>
    /// <param name="meters">Makes the meter.</param>
    /// <param name="pool">The silo's threads.</param>
    public SiloMeter(IMeterFactory meters, ComputePool pool)
    {
        var meter = meters.Create(Name);
        done = meter.CreateCounter<long>("diffmh.batches", "{batch}", "Batches computed to their end on this silo.");
        calls = meter.CreateHistogram("diffmh.batch.call.duration", "s", "How long a call of a batch computed on this silo.", tags: null, Seconds);
        commits = meter.CreateHistogram("diffmh.commit.duration", "s", "How long the commit of a point took on this silo.", tags: null, Seconds);
        repeated = meter.CreateCounter<long>("diffmh.calls.repeated", "{call}", "Calls to other grains that were lost on their way and repeated.");
        recovered = meter.CreateCounter<long>("diffmh.points.recovered", "{point}", "Unfinished points that this silo opened again from their last commit.");
        iterations = meter.CreateCounter<long>("diffmh.iterations", "{iteration}", "Iterations of points completed on this silo, all replicates of a point together.");
        lanes = meter.CreateCounter<long>("diffmh.lanes", "{lane}", "Lanes whose sums have come in, of points on this silo.");
        updates = meter.CreateCounter<long>("diffmh.updates", "{update}", "Updates of primal chains computed on this silo.");
        foreach (var counter in new[] { done, recovered, iterations, lanes, updates })
        {
            counter.Add(0);   // a rate can be asked for from the first scrape on
        }

        Repeated(Batch, 0);
        Repeated(Aggregator, 0);
        meter.CreateObservableCounter("diffmh.compute.time", () => Busy.TotalSeconds, "s", "How long this silo's threads have computed, summed over threads.");
        meter.CreateObservableUpDownCounter("diffmh.compute.queue", () => pool.Waiting, "{call}", "Calls of batches that wait for a thread of this silo.");
        meter.CreateObservableUpDownCounter("diffmh.compute.threads.busy", () => pool.Busy, "{thread}", "Threads of this silo that compute.");
        meter.CreateObservableUpDownCounter("diffmh.compute.threads.limit", () => pool.Threads, "{thread}", "Threads of this silo that can compute.");
    }

    /// <summary>Batches computed to their end since the silo's start.</summary>
    public long Batches => Interlocked.Read(ref batches);

    /// <summary>How long its threads have computed since then, summed over threads.</summary>
    public TimeSpan Busy => TimeSpan.FromTicks(Interlocked.Read(ref busyTicks));

    /// <summary>Counts a call of a batch.</summary>
    /// <param name="busy">How long it has computed.</param>
    /// <param name="outcome">What it gave; null where the plugin failed.</param>
    public void Computed(TimeSpan busy, BatchOutcome? outcome)
    {
        var isDone = outcome is { Continuation: null };   // else further calls follow
        Interlocked.Add(ref busyTicks, busy.Ticks);
        Interlocked.Add(ref batches, isDone ? 1 : 0);
        done.Add(isDone ? 1 : 0);
        calls.Record(busy.TotalSeconds);
        updates.Add(outcome?.Updates ?? 0);
    }

    /// <summary>Counts lanes whose sums are in.</summary>
    public void Collected(int count) => lanes.Add(count);

    /// <summary>Counts an iteration.</summary>
    public void Iterated() => iterations.Add(1);

    /// <summary>Counts a commit.</summary>
    /// <param name="took">How long the store took.</param>
    public void Committed(TimeSpan took) => commits.Record(took.TotalSeconds);

    /// <summary>Counts a point that goes on from what is stored.</summary>
    public void Recovered() => recovered.Add(1);

    /// <summary>Counts a call that is repeated.</summary>
    /// <param name="callee">The kind of grain that was called, <see cref="Batch"/> or <see cref="Aggregator"/>.</param>
    /// <param name="times">How often.</param>
    public void Repeated(string callee, int times = 1) => repeated.Add(times, new KeyValuePair<string, object?>("diffmh.callee", callee));
}

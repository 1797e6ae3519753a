using System.Diagnostics;
using DiffMH.Silo.Compute;
using DiffMH.Silo.Grains;

namespace DiffMH.Silo.Telemetry;

/// <summary>The spans of the work on a sweep: sweep, pass, batch and commit. Calls between grains stand between them, as spans of Orleans.</summary>
/// <remarks>Each is null, and costs next to nothing, where nobody listens.</remarks>
internal static class Spans
{
    private const string SweepTag = "diffmh.sweep";
    private const string PointTag = "diffmh.point";
    private const string IterationTag = "diffmh.iteration";

    private static readonly ActivitySource Source = new(SiloMeter.Name);

    /// <summary>The work on a sweep in one activation, from its start or resumption until it rests or has ended.</summary>
    public static Activity? Sweep(string sweep) => Source.StartActivity("sweep")?.SetTag(SweepTag, sweep);

    /// <summary>One pass of a point.</summary>
    /// <param name="aggregator">The key of the point's aggregator.</param>
    /// <param name="pass">The pass, from 0; the last one is the evaluation at the optimiser's result.</param>
    public static Activity? Pass(string aggregator, int pass) => Of("pass", aggregator)?.SetTag(IterationTag, pass);

    /// <summary>One commit of a point.</summary>
    /// <param name="aggregator">The key of the point's aggregator.</param>
    /// <param name="passes">How many passes it covers.</param>
    public static Activity? Commit(string aggregator, int passes) => Of("commit", aggregator)?.SetTag(IterationTag, passes);

    /// <summary>One call of a batch, from its arrival until its answer: waiting for a thread, loading and computing.</summary>
    /// <param name="chainBatch">The batch's key.</param>
    /// <param name="pass">The pass it belongs to.</param>
    public static Activity? Batch(string chainBatch, ChainPass pass)
    {
        if (Of("batch", PointKey.AggregatorOf(chainBatch)) is not { } span)
        {
            return null;
        }

        return pass.IsFinal ? span.SetTag("diffmh.final", true) : span.SetTag(IterationTag, pass.Iteration);
    }

    private static Activity? Of(string name, string aggregator) => Source.HasListeners()
        ? Source.StartActivity(name)?.SetTag(SweepTag, PointKey.Sweep(aggregator)).SetTag(PointTag, PointKey.Point(aggregator))
        : null;
}

using System.Diagnostics;
using DiffMH.Silo.Compute;
using DiffMH.Silo.Grains;
using Microsoft.Extensions.Logging;

namespace DiffMH.Silo.Telemetry;

/// <summary>What the work on one point shows to those who watch the silo: counts, spans, and entries of the log with its sweep and its index.</summary>
/// <param name="aggregator">The key of the point's aggregator.</param>
/// <param name="meter">The silo's counts.</param>
/// <param name="logger">The log.</param>
/// <param name="time">For how long commits take.</param>
internal sealed class PointTelemetry(string aggregator, SiloMeter meter, ILogger logger, TimeProvider time)
{
    /// <summary>Gives sweep and point to all entries of the log until it is disposed.</summary>
    public IDisposable? Scope() => logger.OfPoint(PointKey.Sweep(aggregator), PointKey.Point(aggregator));

    /// <summary>The point is opened.</summary>
    /// <param name="iteration">The iteration it goes on with; null where nothing was stored.</param>
    public void Opened(int? iteration)
    {
        using var scope = Scope();
        if (iteration is { } committed)
        {
            meter.Recovered();
            logger.PointRecovered(committed);
        }
        else
        {
            logger.PointBegins();
        }
    }

    /// <summary>A pass begins; the span is to be disposed with its end.</summary>
    public Activity? Pass(int pass) => Spans.Pass(aggregator, pass);

    /// <summary>A pass is complete.</summary>
    public void Iterated() => meter.Iterated();

    /// <summary>The sums of lanes are in.</summary>
    public void Collected(int lanes) => meter.Collected(lanes);

    /// <summary>A call of a batch is repeated.</summary>
    public void Repeated(TimeSpan pause, int attempt, Exception reason)
    {
        meter.Repeated(SiloMeter.Batch);
        logger.CallRepeated(pause.TotalMilliseconds, attempt, reason.Message);
    }

    /// <summary>The plugin failed in a batch.</summary>
    public void PluginFailed(Failure failure) => logger.PluginFailed(failure.Kind, failure.Message);

    /// <summary>Does a commit.</summary>
    /// <param name="passes">How many passes it covers.</param>
    /// <param name="commit">The commit.</param>
    public async Task Commit(int passes, Func<Task> commit)
    {
        using var span = Spans.Commit(aggregator, passes);
        var start = time.GetTimestamp();
        try
        {
            await commit();
        }
        catch (Exception exception)
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.Message);
            throw;
        }

        meter.Committed(time.GetElapsedTime(start));
    }

    /// <summary>The work on the point has come to the point's end.</summary>
    public void Ended(PointStatus status) => logger.PointEnded(status.State, status.Iteration);
}

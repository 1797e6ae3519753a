using Microsoft.Extensions.Logging;

namespace DiffMH.Silo.Telemetry;

/// <summary>What a silo's log says of the work on sweeps. None is a warning: what came of a sweep is told by its status.</summary>
internal static partial class SiloLog
{
    /// <summary>The name under which a scope has the sweep's id.</summary>
    public const string SweepName = "Sweep";

    private static readonly Func<ILogger, string, IDisposable?> SweepScope = LoggerMessage.DefineScope<string>($"sweep {{{SweepName}}}");
    private static readonly Func<ILogger, string, int, IDisposable?> PointScope = LoggerMessage.DefineScope<string, int>($"sweep {{{SweepName}}} point {{Point}}");

    /// <summary>Gives a sweep's id to every entry until it is disposed.</summary>
    public static IDisposable? OfSweep(this ILogger logger, string sweep) => SweepScope(logger, sweep);

    /// <summary>Gives a sweep's id and a point's index to every entry until it is disposed.</summary>
    public static IDisposable? OfPoint(this ILogger logger, string sweep, int point) => PointScope(logger, sweep, point);

    [LoggerMessage(1, LogLevel.Information, "Sweep {Name} is at work: {Ended} of {Points} points have ended.")]
    public static partial void SweepAtWork(this ILogger logger, string name, int ended, int points);

    [LoggerMessage(2, LogLevel.Information, "Sweep {Name} is {State}: {Completed} points completed, {Failed} failed, {Points} in all.")]
    public static partial void SweepRests(this ILogger logger, string name, RunState state, int completed, int failed, int points);

    [LoggerMessage(3, LogLevel.Information, "The point begins.")]
    public static partial void PointBegins(this ILogger logger);

    [LoggerMessage(4, LogLevel.Information, "The point goes on from its last commit, at iteration {Iteration}.")]
    public static partial void PointRecovered(this ILogger logger, int iteration);

    [LoggerMessage(5, LogLevel.Information, "The point has ended: {State} after {Iterations} iterations.")]
    public static partial void PointEnded(this ILogger logger, RunState state, int iterations);

    [LoggerMessage(6, LogLevel.Information, "The point's plugin failed: {Kind}: {Reason}")]
    public static partial void PluginFailed(this ILogger logger, string kind, string reason);

    [LoggerMessage(7, LogLevel.Information, "A call of a batch was lost, and is repeated in {Milliseconds} ms (attempt {Attempt}): {Reason}")]
    public static partial void CallRepeated(this ILogger logger, double milliseconds, int attempt, string reason);
}

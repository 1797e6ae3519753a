using System.Globalization;
using DiffMH.Client.Formatting;
using Spectre.Console;

namespace DiffMH.Client.Progress.Live;

/// <summary>The facts of a point in words, the same in a table and in a block.</summary>
internal static class PointFacts
{
    /// <summary>Below this many standard errors a gradient is called noise.</summary>
    private const double Noise = 1;

    /// <summary>How far the point is, in a few letters.</summary>
    public static ScreenLine Place(PointView point)
    {
        var (status, state) = (point.Status, point.Status.State);
        var isUnderWay = state is RunState.Running or RunState.Paused && (status.Iteration > 0 || status.Lanes > 0);
        return (state, isUnderWay) switch
        {
            (RunState.Completed, _) => ScreenLine.Of("done", Ink.Good),
            (_, false) => ScreenLine.Of(state.ToString().ToLowerInvariant(), Ink.Of(state)),
            _ when point.IsOptimized => ScreenLine.Of($"{status.Iteration}/{status.Iterations}"),
            _ => ScreenLine.Of($"{status.LanesDone}/{status.Lanes} lanes"),
        };
    }

    /// <summary>A bar of the share that is done.</summary>
    public static ScreenLine Bar(double share, int width)
    {
        var full = (int)Math.Round(Math.Clamp(share, 0, 1) * width);
        return ScreenLine.Of(new string('━', full), Ink.Curve).Add(new string('╌', width - full), Ink.Faint);
    }

    /// <summary>A parameter with its error.</summary>
    public static string Parameter(PointView point, int index) =>
        !point.Status.Parameters.IsDefault && index < point.Status.Parameters.Length ? ProgressText.Number(point.Status.Parameters[index]) : "";

    /// <summary>The objective with its error.</summary>
    public static string Objective(PointView point) => point.Status.Objective is { } objective ? ProgressText.Number(objective) : "";

    /// <summary>The component of the gradient that stands out most, named where there are several.</summary>
    public static string Gradient(PointView point)
    {
        var status = point.Status;
        var first = status.Gradient.IsDefaultOrEmpty ? null : status.Gradient[0];
        var shown = point.Signal?.Gradient ?? first;
        return shown is null ? "" : status.Gradient.Length == 1 ? ProgressText.Number(shown) : $"{shown.Name}: {ProgressText.Number(shown)}";
    }

    /// <summary>Its distance from zero in standard errors; faint where it is noise.</summary>
    public static ScreenLine Signal(PointView point) => point.Signal is { } signal
        ? ScreenLine.Of(signal.Errors.ToString("F1", CultureInfo.InvariantCulture), signal.Errors < Noise ? Ink.Faint : Ink.Plain)
        : ScreenLine.Empty;

    /// <summary>How the chains behave; nothing before the first iteration.</summary>
    public static IEnumerable<string> Chains(PointView point)
    {
        if (point.Status.Diagnostics is not { } found)
        {
            return [];
        }

        var ess = found.Observables.Select(observable => observable.Ess).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();
        var rhat = found.Observables.Select(observable => observable.RHatSplit).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();
        return
        [
            Invariant($"acceptance {found.Acceptance:G3}"),
            Invariant($"recoupling mean {found.RecouplingMean:G3} steps"),
            Invariant($"unrecoupled {100 * found.UnrecoupledFraction:G2}%"),
            Invariant($"least ess {ess:F0}"),
            Invariant($"largest r_hat_split {rhat:F3}"),
        ];
    }

    /// <summary>The point's number, with a mark where something is conspicuous.</summary>
    public static ScreenLine Name(PointView point) => ScreenLine.Of($"{point.Index}", Ink.Strong).Add(point.Remarks.IsEmpty ? " " : "!", Ink.Doubtful);

    /// <summary>The objective so far in a line.</summary>
    public static ScreenLine Curve(PointView point, int width) => ScreenLine.Of(BrailleChart.Line(point.History.Even(), width), Ink.Curve);

    /// <summary>The settings that distinguish the point.</summary>
    public static string Settings(PointView point, SweepBoard board) =>
        string.Join(", ", board.Axes.Names.Zip(point.Settings, (name, value) => $"{name} {value}"));

    /// <summary>Whether anything has a curve.</summary>
    public static bool HasCurves(SweepBoard board) => board.Points.Any(point => point.IsOptimized);

    /// <summary>The style of numbers: faint where they are not of the point's present state.</summary>
    public static Style Numbers(PointView point) => point.Status.State == RunState.Queued ? Ink.Faint : Ink.Plain;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

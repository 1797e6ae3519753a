using System.Globalization;
using System.Text;
using DiffMH.Client.Formatting;
using DiffMH.Client.Plans;

namespace DiffMH.Client.Reports;

/// <summary>A plan for people.</summary>
internal static class PlanTable
{
    /// <summary>The plan as text.</summary>
    /// <param name="sweep">What is asked.</param>
    /// <param name="plan">What it takes.</param>
    /// <param name="density">The density of a point's model in one line; null where it is not known.</param>
    public static string Render(FrozenSweep sweep, PlanDocument plan, Func<PointSpec, string?> density)
    {
        var text = new StringBuilder();
        text.Append(plan.Name).Append(" is valid.\n\n");
        var questions = Questions.Of(sweep, density).ToArray();
        var width = questions.Max(question => question.Subject.Length);
        foreach (var (subject, answer) in questions)
        {
            text.Append($"  {subject.PadRight(width)}  {answer}\n");
        }

        text.Append('\n').Append(Points(plan));
        if (plan.Points.Count > ResultTable.MostRows)
        {
            text.Append($"and {Quantity.Count(plan.Points.Count - ResultTable.MostRows)} more: -o json\n");
        }

        text.Append('\n');
        if (plan.Excluded > 0)
        {
            text.Append($"{plan.Excluded} of {plan.Excluded + plan.Points.Count} points are left out by design.exclude\n");
        }

        text.Append($"{plan.Lanes} lanes, {Many(plan.Updates)} updates of primal chains\n");
        text.Append(Time(plan.Timing));
        if (plan.StoreBytes is { } bytes)
        {
            text.Append($"about {Quantity.Bytes((bytes * plan.Points.Count) + plan.DataBytes)} in the store, {Quantity.Bytes(bytes)} for a point, as found by storing one{Data(plan)}\n");
        }

        text.Append($"run puts its results into {plan.Folder}\n");
        foreach (var warning in plan.Warnings)
        {
            text.Append("\nwarning: ").Append(warning).Append('\n');
        }

        return text.ToString();
    }

    private static TextTable Points(PlanDocument plan)
    {
        var table = new TextTable("point", "settings", "replicates", "chains", "iterations", "updates", "core time");
        foreach (var point in plan.Points.Take(ResultTable.MostRows))
        {
            table.Add(
                $"{point.Point}",
                string.Join(", ", point.Settings.Select(setting => $"{setting.Key[(setting.Key.LastIndexOf('.') + 1)..]} = {AxisValue.Short(setting.Value)}")),
                $"{point.Replicates}",
                $"{point.Chains}",
                $"{point.Iterations}",
                Many(point.Updates),
                double.IsNaN(point.Seconds) ? "?" : Durations.Format(point.Seconds));
        }

        return table;
    }

    private static string Data(PlanDocument plan) => plan.DataBytes > 0 ? $", and {Quantity.Bytes(plan.DataBytes)} for data files" : "";

    private static string Many(double updates) => updates.ToString(updates < 1e6 ? "F0" : "0.##e0", CultureInfo.InvariantCulture);

    private static string Time(PlanTiming? timing) => timing is null
        ? "No estimate of the time: a kernel could not be timed.\n"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Durations.About(timing.Seconds)} on {timing.Cores} cores, from {timing.MeasuredMilliseconds:F0} ms of {Kernels(timing)} at the first parameters\n");

    private static string Kernels(PlanTiming timing) => timing.Kernels == 1 ? "the kernel"
        : timing.Timed == timing.Kernels ? $"each of {timing.Kernels} kernels"
        : $"each of {timing.Timed} of {timing.Kernels} kernels";
}

using System.Text.Json.Nodes;
using DiffMH.Client.Results;
using DiffMH.Engine.Models;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Client.Plans;

/// <summary>Counts a sweep's work and estimates its time.</summary>
/// <param name="catalogue">The models.</param>
/// <param name="time">The clock.</param>
internal sealed class SweepPlanner(ModelCatalogue catalogue, TimeProvider time)
{
    private readonly KernelTimer timer = new(catalogue, time);
    private readonly List<string> failures = [];

    /// <summary>The plan of a sweep.</summary>
    public PlanDocument Plan(FrozenSweep sweep)
    {
        var work = SweepPlan.Of(sweep, catalogue);
        var points = sweep.Points.Select(point => Plan(point, SweepPlan.Of(sweep with { Points = [point] }, catalogue))).ToArray();
        var seconds = points.Sum(point => point.Seconds) / Environment.ProcessorCount;
        return new(
            sweep.Id,
            sweep.Name,
            sweep.Points[0].Seed,
            ResultsFolder.DefaultFor(sweep),
            work.Lanes,
            (double)work.Updates,
            double.IsNaN(seconds) ? null : new(seconds, Environment.ProcessorCount, timer.Kernels, KernelTimer.Measured.TotalMilliseconds),
            [.. work.Warnings, .. failures.Distinct()],
            points);
    }

    private PlanPoint Plan(PointSpec point, SweepPlan work) => new(
        point.Index,
        JsonNode.Parse(point.Settings)!.AsObject(),
        point.Replicates,
        point.Chain.Chains,
        work.Passes - 1,
        (double)work.Updates,
        (double)work.Updates / Speed(point));

    private double Speed(PointSpec point)
    {
        try
        {
            return timer.UpdatesPerSecond(point);
        }
        catch (Exception failure)
        {
            // The plugin's code may throw anything; the rest of the plan is right all the same.
            failures.Add($"{point.Plugin.Id}/{point.Model} failed when it was timed, and will when it is run: {failure.Message}");
            return double.NaN;
        }
    }
}

using System.Text.Json.Nodes;
using DiffMH.Client.Inputs;
using DiffMH.Client.Results;
using DiffMH.Engine.Models;
using DiffMH.Engine.Sweeps;
using DiffMH.Silo.Storage;

namespace DiffMH.Client.Plans;

/// <summary>Counts a sweep's work and estimates its time.</summary>
/// <param name="catalogue">The models.</param>
/// <param name="time">The clock.</param>
internal sealed class SweepPlanner(ModelCatalogue catalogue, TimeProvider time)
{
    /// <summary>What DiffMH itself takes of a core for a point and for each of its passes, in seconds: what the benchmark <c>size</c> measures, rounded up.</summary>
    private const double PointSeconds = 0.001, PassSeconds = 0.0002;

    /// <summary>How many points are tried for their size in the store.</summary>
    private const int Stored = 4;

    private readonly KernelTimer timer = new(catalogue, time);

    /// <summary>The plan of a sweep.</summary>
    public PlanDocument Plan(SweepInput input)
    {
        var sweep = input.Sweep;
        var work = SweepPlan.Of(sweep, catalogue);
        timer.Time(sweep.Points);
        var points = sweep.Points.Select((point, i) => Plan(point, work.ByPoint[i])).ToArray();
        var seconds = points.Sum(point => point.Seconds) / Environment.ProcessorCount;
        return new(
            sweep.Id,
            sweep.Name,
            sweep.Points[0].Seed,
            ResultsFolder.DefaultFor(sweep),
            work.Lanes,
            (double)work.Updates,
            double.IsNaN(seconds) ? null : new(seconds, Environment.ProcessorCount, timer.Timed, timer.Kernels, KernelTimer.Measured.TotalMilliseconds),
            StoreBytes(sweep),
            input.Data.Values.DistinctBy(file => file.Hash).Sum(file => (long)file.Bytes.Length),
            input.Excluded,
            sweep.Kernels.IsDefault ? [] : sweep.Kernels,
            [.. input.Warnings, .. work.Warnings, .. timer.Failures],
            points);
    }

    private PlanPoint Plan(PointSpec point, PointPlan work) => new(
        point.Index,
        JsonNode.Parse(point.Settings)!.AsObject(),
        point.Replicates,
        point.Chain.Chains,
        work.Passes - 1,
        (double)work.Updates,
        ((double)work.Updates * timer.SecondsPerUpdate(point)) + PointSeconds + (work.Passes * PassSeconds));

    private double? StoreBytes(FrozenSweep sweep)
    {
        var tried = Math.Min(Stored, sweep.Points.Length);
        try
        {
            return Enumerable.Range(0, tried).Average(i => StoreEstimate.BytesOf(sweep.Points[(int)((long)i * sweep.Points.Length / tried)], catalogue));
        }
        catch (Exception)
        {
            return null;   // the plugin's code may throw anything, and the timer has said so
        }
    }
}

using System.Diagnostics;

namespace DiffMH.Benchmarks.Scale;

/// <summary>What silos did while sweeps were at work, and how long clients waited for answers meanwhile.</summary>
/// <param name="Seconds">From beginning to end.</param>
/// <param name="Silos">What each silo did.</param>
/// <param name="Status">Seconds that each <c>status</c> took.</param>
/// <param name="List">Seconds that each <c>list</c> took.</param>
internal sealed record Phase(double Seconds, SiloReading[] Silos, IReadOnlyList<double> Status, IReadOnlyList<double> List)
{
    /// <summary>Measures, asking about the first sweep and for the list all the time.</summary>
    /// <param name="silos">The silos.</param>
    /// <param name="grains">Their cluster.</param>
    /// <param name="sweeps">What is submitted at once.</param>
    /// <param name="work">Its end, or that of another wait, begun when all are submitted.</param>
    public static async Task<Phase> Of(SiloCluster silos, IGrainFactory grains, IReadOnlyList<SubmittedSweep> sweeps, Func<Task> work)
    {
        var before = await silos.Read();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(sweeps.Select(sweep => sweep.Submit()));
        var end = work();
        var (status, list) = (new Questions(), new Questions());
        await Task.WhenAll(status.While(sweeps[0].Status, end), list.While(grains.GetGrain<ISweepDirectoryGrain>(0).List, end));
        await end;
        var seconds = clock.Elapsed.TotalSeconds;
        var after = await silos.Read();
        return new(seconds, [.. after.Zip(before, (now, then) => now.Since(then))], status.Seconds, list.Seconds);
    }

    /// <summary>A number of all silos together.</summary>
    public double Sum(Func<SiloReading, double> number) => Silos.Sum(number);

    /// <summary>The silo with the fewest batches, and that with the most, as shares of an even one.</summary>
    public (double Least, double Most) Balance
    {
        get
        {
            var even = Silos.Average(silo => silo.Batches);
            return (Silos.Min(silo => silo.Batches) / even, Silos.Max(silo => silo.Batches) / even);
        }
    }
}

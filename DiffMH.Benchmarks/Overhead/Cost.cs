using System.Diagnostics;

namespace DiffMH.Benchmarks.Overhead;

/// <summary>What a piece of work cost.</summary>
/// <param name="Seconds">From beginning to end.</param>
/// <param name="CpuSeconds">On all threads of this process.</param>
internal readonly record struct Cost(double Seconds, double CpuSeconds)
{
    /// <summary>Runs and measures.</summary>
    public static async Task<(Cost Cost, T Result)> Of<T>(Func<Task<T>> work)
    {
        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var result = await work();
        return (new(Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds), result);
    }
}

using System.Diagnostics;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>A program in several processes at once, which share nothing but the machine: more than this no threads can gain. Its time is that of the clock.</summary>
/// <param name="program">The program.</param>
/// <param name="processes">How many.</param>
internal sealed class AtOnce(IContender program, int processes) : IContender
{
    /// <inheritdoc/>
    public string Name => processes == 1 ? $"{program.Name}, one process" : $"{program.Name}, {processes} processes";

    /// <inheritdoc/>
    public int Alternatives => program.Alternatives;

    /// <inheritdoc/>
    public Measurement Run(int round)
    {
        var runs = new Measurement[processes];
        var started = Stopwatch.GetTimestamp();
        Parallel.For(0, processes, new ParallelOptions { MaxDegreeOfParallelism = processes }, process => runs[process] = program.Run((round * processes) + process));
        var updates = runs.Sum(run => run.Updates);
        return new(
            Stopwatch.GetElapsedTime(started).TotalNanoseconds / updates,
            updates,
            [.. Enumerable.Range(0, runs[0].Means.Length).Select(i => MeanWithError.Merge([.. runs.Select(run => run.Means[i])]))],
            [.. Enumerable.Range(0, runs[0].Slopes.Length).Select(i => MeanWithError.Merge([.. runs.Select(run => run.Slopes[i])]))]);
    }
}

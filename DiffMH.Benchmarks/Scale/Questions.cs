using System.Diagnostics;

namespace DiffMH.Benchmarks.Scale;

/// <summary>Asks one thing again and again, as a client that watches, and notes how long each answer took.</summary>
internal sealed class Questions
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    private readonly List<double> seconds = [];

    /// <summary>The answers' times in seconds, in the order of the questions.</summary>
    public IReadOnlyList<double> Seconds => seconds;

    /// <summary>Asks until something has ended; then the last answer is waited for.</summary>
    /// <param name="ask">The question.</param>
    /// <param name="end">What is waited for.</param>
    public async Task While(Func<Task> ask, Task end)
    {
        while (!end.IsCompleted)
        {
            var started = Stopwatch.GetTimestamp();
            await ask();
            seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            await Task.WhenAny(end, Task.Delay(Every));
        }
    }
}

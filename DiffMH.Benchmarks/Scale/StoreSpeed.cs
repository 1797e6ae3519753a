using System.Diagnostics;
using DiffMH.Benchmarks.Comparison;
using DiffMH.Silo.Storage;

namespace DiffMH.Benchmarks.Scale;

/// <summary>What a write of a commit takes where nobody else writes: a SQLite file has one writer at a time, so this bounds all silos together.</summary>
internal static class StoreSpeed
{
    private const int Writes = 500;
    private const int Rounds = 7;

    /// <summary>As much as a cheap point writes at once.</summary>
    private const int Bytes = 4000;

    /// <summary>Seconds of one write, the median of seven rounds.</summary>
    /// <param name="folder">Where the file is made.</param>
    public static double Write(string folder)
    {
        using var store = SqliteStore.Open(Path.Combine(folder, "speed.db"));
        var payload = new byte[Bytes];
        return Standing.Median(Enumerable.Range(0, Rounds).Select(round =>
        {
            var clock = Stopwatch.StartNew();
            for (var write = 0; write < Writes; write++)
            {
                store.Write($"{round}/{write}", "speed", expected: null, payload);
            }

            return clock.Elapsed.TotalSeconds / Writes;
        }));
    }
}

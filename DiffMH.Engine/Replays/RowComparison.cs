using System.Globalization;
using DiffMH.Engine.Runs;

namespace DiffMH.Engine.Replays;

/// <summary>Finds the first number that is not the same, bit for bit; every NaN is the same.</summary>
internal static class RowComparison
{
    /// <summary>The first difference in a row of the trace: the sums, objective and gradient with their errors; null where there is none.</summary>
    /// <param name="problem">The point.</param>
    /// <param name="stored">Rows of one iteration.</param>
    /// <param name="row">Which of them.</param>
    /// <param name="again">The replicate after the pass, computed again.</param>
    /// <param name="digest">The digest of its sums.</param>
    public static ReplayDifference? First(PointProblem problem, TraceBlock stored, int row, ReplicateState again, ulong digest)
    {
        var (index, iteration, replicate) = (problem.Spec.Index, stored.Iterations[row], stored.Replicates[row]);
        if (stored.Digest(row) is { } kept && kept != digest)
        {
            return new(index, iteration, replicate, "sums", Hexadecimal(kept), Hexadecimal(digest));
        }

        var before = stored.Row(row);
        var now = new double[stored.Width];
        PassTrace.Fill(now, stored.Parameters, again);
        for (var i = 0; i < now.Length; i++)
        {
            if (!AreSame(before[i], now[i]))
            {
                return new(index, iteration, replicate, NameOf(problem, i), Text(before[i]), Text(now[i]));
            }
        }

        return null;
    }

    /// <summary>The first difference between two results of a point; null where there is none.</summary>
    /// <param name="point">The point's index.</param>
    /// <param name="iteration">Its last pass.</param>
    /// <param name="stored">The one that is stored.</param>
    /// <param name="again">The one computed again.</param>
    public static ReplayDifference? First(int point, int iteration, PointResult stored, PointResult again)
    {
        foreach (var ((name, before), (_, now)) in Numbers(stored).Zip(Numbers(again)))
        {
            if (!AreSame(before, now))
            {
                return new(point, iteration, Replicate: null, name, Text(before), Text(now));
            }
        }

        return null;
    }

    /// <summary>Whether two numbers have the same bits.</summary>
    public static bool AreSame(double a, double b) => CanonicalBits.Of(a) == CanonicalBits.Of(b);

    /// <summary>A number that can be read back to its bits.</summary>
    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static IEnumerable<(string Name, double Value)> Numbers(PointResult result) =>
        from entry in new[] { ("parameters", result.Parameters), ("moments", result.Moments), ("objective", result.Objective is { } objective ? [objective] : []), ("gradient", result.Gradient) }
        from estimate in entry.Item2
        from number in new[] { ("value", estimate.Value), ("mcse", estimate.Error), ("sd", estimate.Deviation) }
        select ($"{entry.Item1}.{estimate.Name}.{number.Item1}", number.Item2);

    private static string NameOf(PointProblem problem, int column)
    {
        var p = problem.Parameters;
        return column < p ? problem.WrtName(column)
            : column == p ? "objective"
            : column == p + 1 ? "objective_mcse"
            : column < (2 * p) + 2 ? $"{problem.WrtName(column - p - 2)}_gradient"
            : $"{problem.WrtName(column - (2 * p) - 2)}_gradient_mcse";
    }

    private static string Hexadecimal(ulong digest) => digest.ToString("x16", CultureInfo.InvariantCulture);
}

using System.Runtime.Intrinsics;

namespace DiffMH.Engine.Kernels;

/// <summary>Up to eight numbers for each label that a draw adds to a lane's sums: one addition for all of them.</summary>
/// <param name="place">Where the sum of the first stands, as <see cref="SumsLayout"/> says.</param>
/// <param name="length">How many there are.</param>
/// <param name="terms">The numbers of each label, and zeros.</param>
internal sealed class LabelTerms(int place, int length, Vector512<double>[] terms)
{
    /// <summary>How many numbers there may be.</summary>
    public static int Most => Vector512<double>.Count;

    /// <summary>The numbers of each label, and zeros.</summary>
    public Vector512<double>[] Terms => terms;

    /// <summary>All that a draw adds but for derivatives: f, f² and, where these are summed, the score s and f s.</summary>
    /// <param name="table">The model.</param>
    /// <param name="labels">How many labels there are.</param>
    /// <param name="layout">Where sums stand.</param>
    /// <returns>The first are those of f.</returns>
    public static LabelTerms[] Of(LabelTable table, int labels, SumsLayout layout)
    {
        IEnumerable<LabelTerms> draws =
            [
                .. Split(SumsLayout.Moments, labels, label => [.. table.Observables(label)]),
                .. Split(layout.Squares, labels, label => [.. table.Observables(label).ToArray().Select(f => f * f)]),
            ];
        IEnumerable<LabelTerms> scores = layout.HasScores
            ? [
                .. Split(layout.Scores, labels, label => [.. table.RelativeScore(label)]),
                .. Split(layout.Products, labels, label => [.. table.Observables(label).ToArray().SelectMany(f => table.RelativeScore(label).ToArray().Select(s => f * s))]),
            ]
            : [];
        return [.. draws, .. scores];
    }

    /// <summary>Adds draws to their sums, one after the other as <see cref="LaneSums.Add"/> does.</summary>
    /// <param name="draws">The labels that were drawn.</param>
    /// <param name="sums">What to add to.</param>
    public void Add(ReadOnlySpan<int> draws, LaneSums sums)
    {
        var own = sums.Slice(place, length);
        var sum = Load(own);
        foreach (var label in draws)
        {
            sum += terms[label];
        }

        for (var i = 0; i < own.Length; i++)
        {
            own[i] = sum[i];
        }
    }

    private static IEnumerable<LabelTerms> Split(int place, int labels, Func<int, double[]> numbers)
    {
        double[][] all = [.. Enumerable.Range(0, labels).Select(numbers)];
        for (var first = 0; first < all[0].Length; first += Most)
        {
            var length = Math.Min(Most, all[0].Length - first);
            yield return new(place + first, length, [.. all.Select(own => Load(own.AsSpan(first, length)))]);
        }
    }

    private static Vector512<double> Load(ReadOnlySpan<double> numbers)
    {
        var vector = Vector512<double>.Zero;
        for (var i = 0; i < numbers.Length; i++)
        {
            vector = vector.WithElement(i, numbers[i]);
        }

        return vector;
    }
}

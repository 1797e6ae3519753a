using System.Runtime.Intrinsics;

namespace DiffMH.Engine.Kernels;

/// <summary>Up to eight numbers for each label that a draw adds to a lane's sums: one addition for all of them.</summary>
/// <param name="places">Where their sums stand, as <see cref="SumsLayout"/> says.</param>
/// <param name="terms">The numbers of each label, and zeros.</param>
internal sealed class LabelTerms(int[] places, Vector512<double>[] terms)
{
    /// <summary>How many numbers there may be.</summary>
    public static int Most => Vector512<double>.Count;

    /// <summary>The numbers of each label, and zeros.</summary>
    public Vector512<double>[] Terms => terms;

    /// <summary>All that a draw adds but for derivatives: f, f² and, where these are summed, the score s and f s.</summary>
    /// <param name="table">The model.</param>
    /// <param name="labels">How many labels there are.</param>
    /// <param name="layout">Where sums stand.</param>
    /// <returns>The first begin with f.</returns>
    public static LabelTerms[] Of(LabelTable table, int labels, SumsLayout layout)
    {
        double[][] all = [.. Enumerable.Range(0, labels).Select(label => Numbers(table, label, layout.HasScores))];
        int[] places =
            [
                .. Enumerable.Range(SumsLayout.Moments, layout.Observables),
                .. Enumerable.Range(layout.Squares, layout.Observables),
                .. layout.HasScores ? Enumerable.Range(layout.Scores, layout.Parameters * (1 + layout.Observables)) : [],   // those of f s follow
            ];
        return [.. places.Chunk(Most).Select((own, part) => new LabelTerms(own, [.. all.Select(numbers => Load(numbers.AsSpan(part * Most, own.Length)))]))];
    }

    /// <summary>Adds draws to their sums, one after the other as <see cref="LaneSums.Add"/> does.</summary>
    /// <param name="draws">The labels that were drawn.</param>
    /// <param name="sums">What to add to.</param>
    public void Add(ReadOnlySpan<int> draws, LaneSums sums)
    {
        var sum = Take(sums);
        foreach (var label in draws)
        {
            sum += terms[label];
        }

        Put(sum, sums);
    }

    /// <summary>The sums as they are.</summary>
    public Vector512<double> Take(LaneSums sums)
    {
        var sum = Vector512<double>.Zero;
        for (var i = 0; i < places.Length; i++)
        {
            sum = sum.WithElement(i, sums[places[i]]);
        }

        return sum;
    }

    /// <summary>Puts sums back, draws having been added.</summary>
    public void Put(Vector512<double> sum, LaneSums sums)
    {
        for (var i = 0; i < places.Length; i++)
        {
            sums[places[i]] = sum[i];
        }
    }

    private static double[] Numbers(LabelTable table, int label, bool withScores)
    {
        double[] observables = [.. table.Observables(label)];
        double[] scores = withScores ? [.. table.RelativeScore(label)] : [];
        return [.. observables, .. observables.Select(f => f * f), .. scores, .. observables.SelectMany(f => scores.Select(s => f * s))];
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

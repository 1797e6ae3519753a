using System.Runtime.Intrinsics;

namespace DiffMH.Engine.Kernels;

/// <summary>The observables of all labels and their squares, up to eight of each: one vector for each label, so that a draw is two additions.</summary>
internal sealed class LabelTerms
{
    private readonly Vector512<double>[] observables;
    private readonly Vector512<double>[] squares;

    /// <summary>The terms of all labels.</summary>
    /// <param name="table">Their observables.</param>
    /// <param name="labels">How many labels there are.</param>
    public LabelTerms(LabelTable table, int labels)
    {
        observables = [.. Enumerable.Range(0, labels).Select(label => Load(table.Observables(label)))];
        squares = [.. observables.Select(values => values * values)];
    }

    /// <summary>f of each label, k numbers and zeros.</summary>
    public Vector512<double>[] Observables => observables;

    /// <summary>Whether so many observables fit.</summary>
    public static bool Fit(int observables) => observables <= Vector512<double>.Count;

    /// <summary>Adds draws, one after the other as <see cref="LaneSums.Add"/> does.</summary>
    /// <param name="draws">The labels that were drawn.</param>
    /// <param name="sums">What to add them to.</param>
    public void Add(ReadOnlySpan<int> draws, LaneSums sums)
    {
        while (!draws.IsEmpty)
        {
            var next = draws[..Math.Min(draws.Length, sums.UntilClose)];
            Add(next, observables, sums.Moments);
            Add(next, squares, sums.Squares);
            sums.Count(next.Length);
            draws = draws[next.Length..];
        }
    }

    private static void Add(ReadOnlySpan<int> labels, Vector512<double>[] terms, Span<double> sums)
    {
        var sum = Load(sums);
        foreach (var label in labels)
        {
            sum += terms[label];
        }

        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = sum[i];
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

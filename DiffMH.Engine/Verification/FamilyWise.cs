using System.Collections.Immutable;

namespace DiffMH.Engine.Verification;

/// <summary>Judges all rows together, so that a faultless plugin fails with probability <see cref="FalseAlarms"/> at most, however many rows it has.</summary>
/// <remarks>Holm 1979: the i-th smallest of n p values refutes its row while it and all smaller ones are at most α/(n − i), i from 0.</remarks>
internal static class FamilyWise
{
    /// <summary>The probability that any row of a faultless plugin fails.</summary>
    public const double FalseAlarms = 1e-3;

    private const double Power = 0.95;

    /// <summary>The verdict on each row, in their order.</summary>
    public static ImmutableArray<VerificationRow> Judge(IReadOnlyList<Evidence> rows)
    {
        var sampled = rows.Where(row => row.PValue is not null).OrderBy(row => row.PValue).ToArray();
        var refuted = sampled.TakeWhile((row, i) => row.PValue <= FalseAlarms / (sampled.Length - i)).ToHashSet();
        return [.. rows.Select(row => Verdict(row, refuted.Contains(row), sampled.Length))];
    }

    private static VerificationRow Verdict(Evidence row, bool isUnlikely, int sampled)
    {
        var passed = !row.IsRefuted && !isUnlikely;
        var (statistic, detects) = row.Comparisons == 0
            ? (row.Deviation, row.Tolerance)
            : (row.Score, row.Detects(NormalLaw.Quantile(FalseAlarms / sampled / row.Comparisons), NormalLaw.Quantile(2 * (1 - Power))));
        return new(row.Model, row.Check, row.Proposal, row.Coupling, statistic, row.PValue, detects, passed, passed ? "" : row.Worst);
    }
}

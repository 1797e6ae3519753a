using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>Decisions and newborns of all moves between labels at one θ, tabulated where that pays: a step then costs its random numbers and look-ups.</summary>
/// <typeparam name="TProposal">q.</typeparam>
/// <remarks>A number from the table and one evaluated when it is asked for are the same bits.</remarks>
internal sealed class LabelMoves<TProposal>
    where TProposal : struct, ILabelProposal
{
    /// <summary>So many steps of a chain take as long as to tabulate one move.</summary>
    private const int StepsOfOne = 8;

    /// <summary>The most weights that are tabulated of moves that are accepted, and as many of those rejected: half a megabyte.</summary>
    private const int MostWeights = 1 << 15;

    private readonly LabelTable table;
    private readonly TProposal proposal;
    private readonly EstimatorSettings estimator;
    private readonly int labels;
    private readonly double[] score;
    private readonly double[] weight;
    private readonly long[] thresholds = [];
    private readonly double[] masses = [];
    private readonly double[] weights = [];

    /// <summary>The moves between labels.</summary>
    /// <param name="table">Densities and scores.</param>
    /// <param name="labels">How many there are.</param>
    /// <param name="proposal">q.</param>
    /// <param name="settings">How newborns are weighted; and how long a chain is, for it has to be worth a table.</param>
    public LabelMoves(LabelTable table, int labels, TProposal proposal, KernelSettings settings)
    {
        (this.table, this.labels, this.proposal, estimator) = (table, labels, proposal, settings.Estimator);
        (score, weight) = (new double[settings.Wrt.Length], new double[settings.Wrt.Length]);
        var moves = (long)labels * labels;
        if (moves * StepsOfOne <= settings.Chain.Steps && moves * weight.Length <= MostWeights)
        {
            (int From, int To)[] pairs = [.. Enumerable.Range(0, (int)moves).Select(pair => Math.DivRem(pair, labels))];
            thresholds = [.. pairs.Select(pair => EvaluateThreshold(pair.From, pair.To))];
            masses = [.. pairs.SelectMany(pair => new[] { EvaluateMass(pair.From, pair.To, false), EvaluateMass(pair.From, pair.To, true) })];
            weights = [.. pairs.SelectMany(pair => EvaluateWeight(pair.From, pair.To, false).ToArray().Concat(EvaluateWeight(pair.From, pair.To, true).ToArray()))];
        }
    }

    /// <summary>Whether all moves are tabulated.</summary>
    public bool AreTabulated => masses.Length > 0;

    /// <summary>All thresholds, labels from which to suggest row by row; none unless tabulated.</summary>
    public long[] Thresholds => thresholds;

    /// <summary>All masses, in the same order, of a rejected and an accepted suggestion each; none unless tabulated.</summary>
    public double[] Masses => masses;

    /// <summary>All weights, in the order of masses, p numbers each; none unless tabulated.</summary>
    public double[] Weights => weights;

    /// <summary>The <see cref="Coin.Level"/> below which the move is accepted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Threshold(int from, int to) => thresholds.Length > 0 ? thresholds[(from * labels) + to] : EvaluateThreshold(from, to);

    /// <summary>The mass by which the newborn of the move competes; 0 where none is born.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Mass(int from, int to, bool accepted) => masses.Length > 0 ? masses[Place(from, to, accepted)] : EvaluateMass(from, to, accepted);

    /// <summary>∂log r, p numbers, until this is asked for another.</summary>
    public ReadOnlySpan<double> Score(int from, int to)
    {
        var here = table.Score(from);
        var there = table.Score(to);
        for (var i = 0; i < score.Length; i++)
        {
            score[i] = there[i] - here[i];
        }

        return score;
    }

    /// <summary>v of the newborn, p numbers, until this is asked for another.</summary>
    public ReadOnlySpan<double> Weight(int from, int to, bool accepted) =>
        masses.Length > 0 ? weights.AsSpan(Place(from, to, accepted) * weight.Length, weight.Length) : EvaluateWeight(from, to, accepted);

    /// <summary>log r = log g(x′) − log g(x) + log q(x′,x) − log q(x,x′); exactly 0 at a tie of equal densities under a symmetric proposal.</summary>
    public double LogRatio(int from, int to)
    {
        var difference = table.LogDensity(to) - table.LogDensity(from);
        var (forward, backward) = (proposal.Probability(from, to), proposal.Probability(to, from));
        return forward == backward ? difference : difference + Math.Log(backward / forward);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long EvaluateThreshold(int from, int to) => Coin.Level(LogRatio(from, to));

    private ReadOnlySpan<double> EvaluateWeight(int from, int to, bool accepted)
    {
        if (from == to)
        {
            weight.AsSpan().Clear();   // no newborn, and a score that is 0 where some schemes divide by 0
            return weight;
        }

        BirthWeight.Fill(estimator, accepted, LogRatio(from, to), Score(from, to), weight);
        return weight;
    }

    private int Place(int from, int to, bool accepted) => (2 * ((from * labels) + to)) + (accepted ? 1 : 0);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private double EvaluateMass(int from, int to, bool accepted) => from == to ? 0 : BirthWeight.Fill(estimator, accepted, LogRatio(from, to), Score(from, to), weight);
}

using DiffMH.Tests.Support;

namespace DiffMH.Tests.Couplings;

/// <summary>What every coupling of labels promises, tried for all pairs of labels.</summary>
internal static class LabelCouplingContract
{
    private const int Draws = 20_000;

    /// <summary>What the coupling breaks, in words; nothing where it keeps its promises.</summary>
    /// <typeparam name="TProposal">The proposal both chains use.</typeparam>
    /// <typeparam name="TCoupling">The coupling.</typeparam>
    /// <param name="proposal">q.</param>
    /// <param name="labels">How many labels there are.</param>
    /// <param name="coupling">The coupling, where it is not the default of its type.</param>
    public static IReadOnlyList<string> Check<TProposal, TCoupling>(TProposal proposal, int labels, TCoupling coupling = default)
        where TProposal : struct, ILabelProposal
        where TCoupling : struct, ILabelCoupling<TProposal>
    {
        List<string> broken = [];
        for (var x = 0; x < labels; x++)
        {
            for (var y = 0; y < labels; y++)
            {
                var counts = Count(proposal, labels, x, y, coupling);
                if (x == y && Enumerable.Range(0, labels).Sum(z => counts[z, z]) != Draws)
                {
                    broken.Add($"sticky: from x = y = {x}, y' is not always x'");
                }

                for (var z = 0; z < labels; z++)
                {
                    var count = Enumerable.Range(0, labels).Sum(proposed => counts[proposed, z]);
                    if (!HasMean(count, proposal.Probability(y, z)))
                    {
                        broken.Add($"marginal: x = {x}, y = {y}: y' = {z} in {count} of {Draws} draws, where q(y, y') = {proposal.Probability(y, z):R} (seed {TestSeed.Base})");
                    }
                }
            }
        }

        return broken;
    }

    /// <summary>The share of draws in which y′ = x′, with its standard error.</summary>
    public static (double Value, double Error) Meeting<TProposal, TCoupling>(TProposal proposal, int labels, int x, int y, TCoupling coupling = default)
        where TProposal : struct, ILabelProposal
        where TCoupling : struct, ILabelCoupling<TProposal>
    {
        var counts = Count(proposal, labels, x, y, coupling);
        var share = Enumerable.Range(0, labels).Sum(z => counts[z, z]) / (double)Draws;
        return (share, Math.Sqrt(share * (1 - share) / Draws));
    }

    /// <summary>How often each pair of x′ and y′ was suggested.</summary>
    private static int[,] Count<TProposal, TCoupling>(TProposal proposal, int labels, int x, int y, TCoupling coupling)
        where TProposal : struct, ILabelProposal
        where TCoupling : struct, ILabelCoupling<TProposal>
    {
        var source = RandomSource.For(TestSeed.Base, TestSeed.Key($"{typeof(TCoupling)} {labels} {x} {y}"), 0);
        var primal = source.Open(0, ChainPass.At(0), StreamRole.Primal);
        var own = source.Open(0, ChainPass.At(0), StreamRole.Coupling);
        var counts = new int[labels, labels];
        for (var draw = 0; draw < Draws; draw++)
        {
            var proposed = proposal.Propose(x, ref primal);
            counts[proposed, coupling.Couple(proposal, x, proposed, y, ref own)]++;
        }

        return counts;
    }

    /// <summary>Whether a count is binomial: within five standard errors, and exact where the probability is 0 or 1.</summary>
    private static bool HasMean(int count, double probability) =>
        Math.Abs(count - (Draws * probability)) <= (Statistically.Limit * Math.Sqrt(Draws * probability * (1 - probability))) + 1e-6;
}

using DiffMH.Tests.Support;

namespace DiffMH.Tests.Couplings;

/// <summary>What every coupling of vectors promises, tried from two states of two coordinates.</summary>
/// <remarks>That equal chains stay equal is the engine's part: it copies x′ where the coupling says so, and drops the alternative.</remarks>
internal static class VectorCouplingContract
{
    private const int Draws = 100_000;
    private const int Bins = 6;

    private static readonly Real[] X = [new(0.3), new(0.4)];

    /// <summary>What the coupling breaks, in words; nothing where it keeps its promises.</summary>
    /// <param name="proposal">q.</param>
    /// <param name="theta">Its parameters.</param>
    /// <param name="gap">y − x.</param>
    /// <param name="coupling">The coupling.</param>
    /// <remarks>
    /// y′ is compared with draws of a chain of its own: two samples of one law agree in every cell of a grid over both coordinates within
    /// five standard errors. The grid follows the quantiles of the free sample, so that heavy tails and boxes are looked at alike.
    /// </remarks>
    public static IReadOnlyList<string> Check<TProposal, TCoupling>(TProposal proposal, double[] theta, double[] gap, TCoupling coupling = default)
        where TProposal : struct, IVectorProposal
        where TCoupling : struct, IVectorCoupling<TProposal>
    {
        var coupled = Run(proposal, theta, gap, coupling).Select(draw => draw.Next).ToArray();
        var free = Free(proposal, Reals(theta), [X[0] + new Real(gap[0]), X[1] + new Real(gap[1])]);
        var edges = Enumerable.Range(0, 2).Select(i => Edges([.. free.Select(draw => draw[i])])).ToArray();
        var (with, alone) = (Counts(coupled, edges), Counts(free, edges));
        List<string> broken = [];
        for (var cell = 0; cell < with.Length; cell++)
        {
            var share = (with[cell] + alone[cell]) / (2.0 * Draws);
            if (Math.Abs(with[cell] - alone[cell]) > Statistically.Limit * Math.Sqrt(2 * Draws * share * (1 - share)))
            {
                broken.Add($"marginal: cell {cell} of {Bins} x {Bins} in {with[cell]} of {Draws} draws, in {alone[cell]} by a chain of its own (seed {TestSeed.Base})");
            }
        }

        return broken;
    }

    /// <summary>The share of draws in which y′ = x′, with its standard error.</summary>
    public static (double Value, double Error) Meeting<TProposal, TCoupling>(TProposal proposal, double[] theta, double[] gap, TCoupling coupling = default)
        where TProposal : struct, IVectorProposal
        where TCoupling : struct, IVectorCoupling<TProposal> =>
        Statistically.Mean([.. Run(proposal, theta, gap, coupling).Select(draw => draw.Met ? 1.0 : 0.0)]);

    private static IEnumerable<(bool Met, double[] Next)> Run<TProposal, TCoupling>(TProposal proposal, double[] theta, double[] gap, TCoupling coupling)
        where TProposal : struct, IVectorProposal
        where TCoupling : struct, IVectorCoupling<TProposal>
    {
        var name = $"{typeof(TCoupling)} {string.Join(' ', theta)} {string.Join(' ', gap)}";
        var (primal, own) = (TestSeed.Open($"{name} primal", 0), TestSeed.Open($"{name} coupling", 0));
        var (parameters, y) = (Reals(theta), new Real[] { X[0] + new Real(gap[0]), X[1] + new Real(gap[1]) });
        var (noise, room, to, suggestion) = (new double[proposal.Noise], new double[proposal.Noise], new Real[2], new Real[2]);
        for (var draw = 0; draw < Draws; draw++)
        {
            proposal.Draw(noise, ref primal);
            proposal.Propose<Real>(X, noise, parameters, to);
            var copies = coupling.Couple(proposal, new VectorMove(X, noise, to, parameters), y, room, suggestion, ref own);
            var next = copies ? to : suggestion;
            yield return (copies, [next[0].Value, next[1].Value]);
        }
    }

    private static double[][] Free<TProposal>(TProposal proposal, Real[] theta, Real[] y)
        where TProposal : struct, IVectorProposal
    {
        var stream = TestSeed.Open($"free {typeof(TProposal)}", 0);
        var (noise, next, draws) = (new double[proposal.Noise], new Real[2], new double[Draws][]);
        for (var draw = 0; draw < Draws; draw++)
        {
            proposal.Draw(noise, ref stream);
            proposal.Propose<Real>(y, noise, theta, next);
            draws[draw] = [next[0].Value, next[1].Value];
        }

        return draws;
    }

    private static double[] Edges(double[] sample)
    {
        Array.Sort(sample);
        return [.. Enumerable.Range(1, Bins - 1).Select(i => sample[i * sample.Length / Bins])];
    }

    private static int[] Counts(double[][] draws, double[][] edges)
    {
        var counts = new int[Bins * Bins];
        foreach (var draw in draws)
        {
            counts[(Bins * edges[0].Count(edge => draw[0] > edge)) + edges[1].Count(edge => draw[1] > edge)]++;
        }

        return counts;
    }

    private static Real[] Reals(double[] values) => [.. values.Select(value => new Real(value))];
}

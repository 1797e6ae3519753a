using DiffMH.Tests.Support;

namespace DiffMH.Tests.Couplings;

/// <summary>What every coupling of sites promises, tried on pairs of small states.</summary>
/// <remarks>
/// The law of the coin needs no test: a coupling says 1 − u or u without having seen u, so that the coin is uniform, and independent
/// of site and value, whatever it says.
/// </remarks>
internal static class SiteCouplingContract
{
    private const int Draws = 10_000;

    /// <summary>An involution in place of the engine's, for couplings that swap sites.</summary>
    private static readonly int[] Swap = [2, 1, 0, 3];

    /// <summary>What the coupling breaks, in words; nothing where it keeps its promises.</summary>
    /// <typeparam name="TProposal">The proposal both chains use.</typeparam>
    /// <typeparam name="TCoupling">The coupling.</typeparam>
    /// <param name="proposal">q, for states of as many sites as the two given.</param>
    /// <param name="values">How many values a site can have.</param>
    /// <param name="x">The primal chain's state.</param>
    /// <param name="y">The alternative's state, different from x.</param>
    /// <param name="coupling">The coupling, where it is not the default of its type.</param>
    public static IReadOnlyList<string> Check<TProposal, TCoupling>(TProposal proposal, int values, int[] x, int[] y, TCoupling coupling = default)
        where TProposal : struct, ISiteProposal
        where TCoupling : struct, ISiteCoupling<TProposal>
    {
        var broken = new SortedSet<string>(StringComparer.Ordinal);
        for (var update = 0; update < x.Length; update++)
        {
            var source = RandomSource.For(TestSeed.Base, TestSeed.Key($"{typeof(TCoupling)} {values} {string.Join(',', x)} {string.Join(',', y)}"), update);
            var (primal, own, alone) = (Open(source, StreamRole.Primal), Open(source, StreamRole.Coupling), Open(source, StreamRole.Start));
            var (coupled, expected) = (new int[x.Length, values], new int[x.Length, values]);
            for (var draw = 0; draw < Draws; draw++)
            {
                var suggested = Suggest(proposal, update, x, ref primal);
                suggested = TCoupling.SwapsSites ? suggested with { Site = Swap[suggested.Site] } : suggested;
                var before = own.State;
                var move = coupling.Couple(proposal, update, suggested, new State(x), new State(y), ref own);
                coupled[move.Site, move.Value]++;
                var free = Suggest(proposal, update, y, ref alone);
                expected[free.Site, free.Value]++;
                if (TCoupling.KeepsSite)
                {
                    CheckKept<TProposal, TCoupling>(proposal, update, (x, y, suggested), move, before == own.State, broken);
                }
            }

            CompareLaws(coupled, expected, update, broken);
        }

        return [.. broken];
    }

    /// <summary>The share of draws in which the alternative is given the primal's site and value, with its standard error.</summary>
    public static (double Value, double Error) Meeting<TProposal, TCoupling>(TProposal proposal, int update, int[] x, int[] y, TCoupling coupling)
        where TProposal : struct, ISiteProposal
        where TCoupling : struct, ISiteCoupling<TProposal>
    {
        var source = RandomSource.For(TestSeed.Base, TestSeed.Key($"meeting {typeof(TCoupling)} {string.Join(',', x)} {string.Join(',', y)}"), update);
        var (primal, own) = (Open(source, StreamRole.Primal), Open(source, StreamRole.Coupling));
        var meetings = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var suggested = Suggest(proposal, update, x, ref primal);
            var move = coupling.Couple(proposal, update, suggested, new State(x), new State(y), ref own);
            meetings += move.Site == suggested.Site && move.Value == suggested.Value ? 1 : 0;
        }

        var share = meetings / (double)Draws;
        return (share, Math.Sqrt(share * (1 - share) / Draws));
    }

    private static RandomStream Open(RandomSource source, StreamRole role) => source.Open(0, ChainPass.At(0), role);

    private static SiteMove Suggest<TProposal>(TProposal proposal, int update, int[] state, ref RandomStream stream)
        where TProposal : struct, ISiteProposal
    {
        var site = proposal.NextSite(update, ref stream);
        return new SiteMove(site, proposal.NextValue(state[site], ref stream));
    }

    /// <summary>What <see cref="ISiteCoupling{TProposal}.KeepsSite"/> means, which the engine relies on to spare equal neighbourhoods.</summary>
    private static void CheckKept<TProposal, TCoupling>(TProposal proposal, int update, (int[] X, int[] Y, SiteMove Move) primal, SiteMove move, bool drewNothing, SortedSet<string> broken)
        where TProposal : struct, ISiteProposal
        where TCoupling : struct, ISiteCoupling<TProposal>
    {
        var (x, y, suggested) = primal;
        if (!drewNothing)
        {
            broken.Add("draws: a coupling that keeps the site draws from its stream");
        }

        if (move.Site != suggested.Site)
        {
            broken.Add("site: the alternative visits another site");
        }
        else if (!TCoupling.SwapsSites && x[move.Site] == y[move.Site] && move != suggested)
        {
            broken.Add("sticky: where the chains agree, value or coin is another");
        }

        // Other states with the same values on the site must get the same answer.
        var stream = RandomSource.For(0, new byte[32], 0).Open(0, ChainPass.At(0), StreamRole.Coupling);
        var (emptied, filled) = (new int[x.Length], new int[x.Length]);
        Array.Fill(filled, 1);
        (emptied[suggested.Site], filled[suggested.Site]) = (x[suggested.Site], y[suggested.Site]);
        if (default(TCoupling).Couple(proposal, update, suggested, new State(emptied), new State(filled), ref stream) != move)
        {
            broken.Add("local: the answer depends on other sites");
        }
    }

    /// <summary>Two samples of one law: every pair of counts is within five standard errors of their difference.</summary>
    private static void CompareLaws(int[,] coupled, int[,] expected, int update, SortedSet<string> broken)
    {
        for (var site = 0; site < coupled.GetLength(0); site++)
        {
            for (var value = 0; value < coupled.GetLength(1); value++)
            {
                var (with, alone) = (coupled[site, value], expected[site, value]);
                var share = (with + alone) / (2.0 * Draws);
                if (Math.Abs(with - alone) > Statistically.Limit * Math.Sqrt(2 * Draws * share * (1 - share)))
                {
                    broken.Add($"marginal: update {update}: site {site} and value {value} in {with} of {Draws} draws, in {alone} by a chain of its own (seed {TestSeed.Base})");
                }
            }
        }
    }

    private readonly struct State(int[] values) : ISiteView
    {
        public int this[int site] => values[site];
    }
}

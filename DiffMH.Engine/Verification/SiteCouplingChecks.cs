namespace DiffMH.Engine.Verification;

/// <summary>What every coupling of sites promises, at fixed pairs of states.</summary>
/// <param name="trial">The proposal.</param>
/// <param name="space">The sites.</param>
/// <param name="states">States to take pairs from.</param>
/// <param name="name">The coupling's name.</param>
/// <param name="coupling">The coupling.</param>
internal sealed class SiteCouplingChecks(ProposalTrial trial, SiteSpace space, IReadOnlyList<byte[]> states, string name, ISiteCouplingProbe coupling)
{
    private const int Pairs = 4;
    private const int MostCells = 64;

    private readonly ISiteProposal proposal = (ISiteProposal)trial.Proposal;
    private readonly int draws = trial.Trial.Budget.Draws;
    private readonly int cells = Math.Min(MostCells, space.Graph.Sites * space.Values);

    /// <summary>Runs them.</summary>
    public void Run(Ledger ledger)
    {
        var (marginal, coin) = (Row(ledger, Check.CouplingMarginal), Row(ledger, Check.CouplingCoin));
        if (coupling.KeepsSite)
        {
            Ledger.Collect(Row(ledger, Check.EqualStaysEqual), Equal);
        }

        Ledger.Collect(marginal, _ => Ledger.Collect(coin, _ =>
        {
            for (var pair = 0; pair < Pairs; pair++)
            {
                Laws(pair, marginal, coin);
            }
        }));
    }

    private Evidence Row(Ledger ledger, string check) => ledger.Of(trial.Trial.Model.Name, check, trial.Definition.Name, name);

    /// <summary>What keeping the site means: no draw, the same site and, where the chains agree there, the same value and coin.</summary>
    private void Equal(Evidence row)
    {
        var (primal, own) = (trial.Open($"{name} equal"), trial.Open($"{name} equal", StreamRole.Coupling));
        for (var draw = 0; draw < 400; draw++)
        {
            var (x, y) = (states[primal.NextIndex(states.Count)], states[primal.NextIndex(states.Count)]);
            var offered = Suggest(draw, x, ref primal);
            var before = own.State;
            var move = coupling.Couple(draw % x.Length, offered, x, y, ref own);
            row.Holds(before == own.State, () => "a coupling that keeps the site draws from its stream");
            row.Holds(move.Site == offered.Site, () => $"the primal visits site {offered.Site} and the alternative site {move.Site}, though the coupling keeps the site");
            if (!coupling.SwapsSites && x[offered.Site] == y[offered.Site])
            {
                row.Holds(move == offered, () => $"where the chains agree the primal is suggested {offered} and the alternative {move}");
            }
        }
    }

    /// <summary>The alternative's move beside that of a chain of its own, as it is and with the sign of the coin.</summary>
    private void Laws(int pair, Evidence marginal, Evidence coin)
    {
        var stream = trial.Open($"pair {pair}");
        var (x, y) = (states[stream.NextIndex(states.Count)], states[stream.NextIndex(states.Count)]);
        var swap = Involution(x.Length, ref stream);
        var update = stream.NextIndex(x.Length);
        var (primal, own, free) = (Open(pair, StreamRole.Primal), Open(pair, StreamRole.Coupling), Open(pair, StreamRole.Start));
        var comparison = new CellComparison(cells);
        for (var draw = 0; draw < draws; draw++)
        {
            var offered = Suggest(update, x, ref primal);
            offered = coupling.SwapsSites ? offered with { Site = swap[offered.Site] } : offered;
            var sign = CellComparison.Sign(ref primal);
            var move = coupling.Couple(update, offered, x, y, ref own);
            var alone = Suggest(update, y, ref free);
            comparison.Add(Cell(move), Cell(alone), (move.ReflectCoin ? -sign : sign, CellComparison.Sign(ref free)));
            comparison.EndDraw();
        }

        comparison.Report(marginal, coin, cell => $"x = {string.Concat(x)}, y = {string.Concat(y)}: the share of site {cell / space.Values} with value {cell % space.Values}");
    }

    private RandomStream Open(int pair, StreamRole role) => trial.Open($"{name} {pair}", role);

    /// <summary>The cell of a move; sites beyond the cells share them.</summary>
    private int Cell(SiteMove move) => ((move.Site * space.Values) + move.Value) % cells;

    private SiteMove Suggest(int update, byte[] state, ref RandomStream stream)
    {
        var site = proposal.NextSite(update % state.Length, ref stream);
        return new(site, proposal.NextValue(state[site], ref stream));
    }

    /// <summary>An involution in place of the engine's, for couplings that swap sites: neighbours in a random order change places.</summary>
    private static int[] Involution(int sites, ref RandomStream stream)
    {
        var order = Enumerable.Range(0, sites).ToArray();
        for (var i = sites - 1; i > 0; i--)
        {
            var j = stream.NextIndex(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        var swap = Enumerable.Range(0, sites).ToArray();
        for (var i = 0; i + 1 < sites; i += 2)
        {
            (swap[order[i]], swap[order[i + 1]]) = (order[i + 1], order[i]);
        }

        return swap;
    }
}

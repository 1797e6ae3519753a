namespace DiffMH.Engine.Verification;

/// <summary>What every coupling of labels promises, at fixed pairs of labels.</summary>
/// <param name="trial">The proposal.</param>
/// <param name="labels">How many labels there are.</param>
/// <param name="name">The coupling's name.</param>
/// <param name="coupling">The coupling.</param>
internal sealed class LabelCouplingChecks(ProposalTrial trial, int labels, string name, ILabelCouplingProbe coupling)
{
    private const int MostPairs = 12;

    private readonly ILabelProposal proposal = (ILabelProposal)trial.Proposal;
    private readonly int draws = trial.Trial.Budget.Draws;

    /// <summary>Runs them.</summary>
    public void Run(Ledger ledger)
    {
        var (marginal, coin) = (Row(ledger, Check.CouplingMarginal), Row(ledger, Check.CouplingCoin));
        Ledger.Collect(Row(ledger, Check.EqualStaysEqual), Equal);
        Ledger.Collect(marginal, _ => Ledger.Collect(coin, _ => Laws(marginal, coin)));
    }

    private Evidence Row(Ledger ledger, string check) => ledger.Of(trial.Trial.Model.Name, check, trial.Definition.Name, name);

    private void Equal(Evidence row)
    {
        var (primal, own) = (trial.Open($"{name} equal"), trial.Open($"{name} equal", StreamRole.Coupling));
        for (var label = 0; label < labels; label++)
        {
            for (var draw = 0; draw < 200; draw++)
            {
                var suggested = proposal.Propose(label, ref primal);
                var (x, other) = (label, coupling.Couple(label, suggested, label, ref own));
                row.Holds(other == suggested, () => $"both chains are at label {x}, the primal is suggested {suggested} and the alternative {other}");
            }
        }
    }

    /// <summary>y′ beside draws of a chain of its own, as it is and with the sign of the coin.</summary>
    private void Laws(Evidence marginal, Evidence coin)
    {
        foreach (var (x, y) in Pairs())
        {
            var pair = $"{name} {x} {y}";
            var (primal, own, free) = (trial.Open(pair), trial.Open(pair, StreamRole.Coupling), trial.Open(pair, StreamRole.Start));
            var cells = new CellComparison(labels);
            for (var draw = 0; draw < draws; draw++)
            {
                var suggested = proposal.Propose(x, ref primal);
                var sign = CellComparison.Sign(ref primal);
                var coupled = coupling.Couple(x, suggested, y, ref own);
                cells.Add(coupled, proposal.Propose(y, ref free), (sign, CellComparison.Sign(ref free)));
                cells.EndDraw();
            }

            cells.Report(marginal, coin, label => $"x = {x}, y = {y}: the share of y' = {label}");
        }
    }

    /// <summary>All pairs of labels, or where there are many some of them.</summary>
    private IEnumerable<(int X, int Y)> Pairs()
    {
        var pairs = (from x in Enumerable.Range(0, labels) from y in Enumerable.Range(0, labels) where x != y select (x, y)).ToArray();
        var step = (pairs.Length + MostPairs - 1) / MostPairs;
        return pairs.Where((_, i) => i % step == 0);
    }
}

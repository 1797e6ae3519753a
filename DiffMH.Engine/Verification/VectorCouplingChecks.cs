using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Verification;

/// <summary>What every coupling of vectors promises, at fixed pairs of states, near and far.</summary>
/// <param name="trial">The proposal.</param>
/// <param name="states">Where the chain is.</param>
/// <param name="name">The coupling's name.</param>
/// <param name="coupling">The coupling.</param>
internal sealed class VectorCouplingChecks(ProposalTrial trial, VectorStates states, string name, IVectorCouplingProbe coupling)
{
    private readonly IVectorProposal proposal = (IVectorProposal)trial.Proposal;
    private readonly VectorSuggestions suggestions = new(trial, states.Center.Length);
    private readonly Real[] theta = Seeded.Reals(trial.Theta);
    private readonly int dimension = states.Center.Length;
    private readonly int draws = trial.Trial.Budget.Draws;

    /// <summary>Runs them.</summary>
    public void Run(Ledger ledger)
    {
        var (marginal, coin) = (Row(ledger, Check.CouplingMarginal), Row(ledger, Check.CouplingCoin));
        Ledger.Collect(marginal, _ => Ledger.Collect(coin, _ =>
        {
            for (var pair = 0; pair < VectorPairs.Count; pair++)
            {
                Compare(pair, marginal, coin);
            }
        }));
    }

    private Evidence Row(Ledger ledger, string check) => ledger.Of(trial.Trial.Model.Name, check, trial.Definition.Name, name);

    /// <summary>y′ beside draws of a chain of its own at y, as it is and with the sign of the coin.</summary>
    private void Compare(int pair, Evidence marginal, Evidence coin)
    {
        var stream = trial.Open($"pair {pair}");
        var (x, y) = (new Real[dimension], new Real[dimension]);
        new VectorPairs(states, suggestions).Place(pair, x, y, ref stream);
        var sample = suggestions.Sample(y, ref stream);
        var (cells, line) = (VectorCells.Of(sample), GapCells.Of(sample, VectorSuggestions.Widths(sample), x, y));
        var (primal, own, free) = (Open(pair, StreamRole.Primal), Open(pair, StreamRole.Coupling), Open(pair, StreamRole.Start));
        var comparison = new CellComparison(cells.Count + GapCells.Count);
        var (noise, room, next, suggestion) = (new double[proposal.Noise], new double[proposal.Noise], new Real[dimension], new Real[dimension]);
        for (var draw = 0; draw < draws; draw++)
        {
            proposal.Draw(noise, ref primal);
            proposal.Propose<Real>(x, noise, theta, next);
            var sign = CellComparison.Sign(ref primal);
            var isCopied = coupling.Couple(new VectorMove(x, noise, next, theta), y, room, suggestion, ref own);
            var (coupled, alone, signs) = (isCopied ? next : suggestion, suggestions.At(y, ref free), (sign, CellComparison.Sign(ref free)));
            line.Add(coupled, alone, signs, comparison, cells.Count);
            cells.Add(coupled, alone, signs, comparison);
        }

        comparison.Report(marginal, coin, cell => $"{VectorText.Of(x)}, y{VectorText.Of(y)[1..]}: {(cell < cells.Count ? cells.Describe(cell) : GapCells.Describe(cell - cells.Count))}");
    }

    private RandomStream Open(int pair, StreamRole role) => trial.Open($"{name} {pair}", role);
}

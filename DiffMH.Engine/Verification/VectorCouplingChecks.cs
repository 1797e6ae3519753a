using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Verification;

/// <summary>What every coupling of vectors promises, at fixed pairs of states, near and far.</summary>
/// <param name="trial">The proposal.</param>
/// <param name="states">Where the chain is.</param>
/// <param name="name">The coupling's name.</param>
/// <param name="coupling">The coupling.</param>
internal sealed class VectorCouplingChecks(ProposalTrial trial, VectorStates states, string name, IVectorCouplingProbe coupling)
{
    /// <summary>y − x in standard deviations of the law of states: two near pairs, two far ones, each to both sides.</summary>
    private static readonly double[] Gaps = [0.3, -0.3, 1.5, -1.5];

    private readonly IVectorProposal proposal = (IVectorProposal)trial.Proposal;
    private readonly Real[] theta = Seeded.Reals(trial.Theta);
    private readonly int dimension = states.Center.Length;
    private readonly int draws = trial.Trial.Budget.Draws;

    /// <summary>Runs them.</summary>
    public void Run(Ledger ledger)
    {
        var (marginal, coin) = (Row(ledger, Check.CouplingMarginal), Row(ledger, Check.CouplingCoin));
        Ledger.Collect(marginal, _ => Ledger.Collect(coin, _ =>
        {
            for (var pair = 0; pair < Gaps.Length; pair++)
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
        Place(pair, x, y, ref stream);
        var cells = VectorCells.Of([.. Enumerable.Range(0, 400).Select(_ => Alone(y, ref stream))]);
        var (primal, own, free) = (Open(pair, StreamRole.Primal), Open(pair, StreamRole.Coupling), Open(pair, StreamRole.Start));
        var comparison = new CellComparison(cells.Count);
        var (noise, room, next, suggestion) = (new double[proposal.Noise], new double[proposal.Noise], new Real[dimension], new Real[dimension]);
        for (var draw = 0; draw < draws; draw++)
        {
            proposal.Draw(noise, ref primal);
            proposal.Propose<Real>(x, noise, theta, next);
            var sign = CellComparison.Sign(ref primal);
            var isCopied = coupling.Couple(new VectorMove(x, noise, next, theta), y, room, suggestion, ref own);
            var alone = Alone(y, ref free);
            cells.Add(isCopied ? next : suggestion, alone, (sign, CellComparison.Sign(ref free)), comparison);
        }

        comparison.Report(marginal, coin, cell => $"{VectorText.Of(x)}, y{VectorText.Of(y)[1..]}: {cells.Describe(cell)}");
    }

    private RandomStream Open(int pair, StreamRole role) => trial.Open($"{name} {pair}", role);

    private void Place(int pair, Span<Real> x, Span<Real> y, ref RandomStream stream)
    {
        states.Draw(x, ref stream);
        for (var i = 0; i < dimension; i++)
        {
            y[i] = new Real(x[i].Value + (Gaps[pair] * states.Width[i] * (0.5 + stream.NextUniform())));
        }

        if (double.IsNegativeInfinity(states.LogDensity(y)))
        {
            states.Draw(y, ref stream);
        }
    }

    private Real[] Alone(Real[] y, ref RandomStream stream)
    {
        var (noise, next) = (new double[proposal.Noise], new Real[dimension]);
        proposal.Draw(noise, ref stream);
        proposal.Propose<Real>(y, noise, theta, next);
        return next;
    }
}

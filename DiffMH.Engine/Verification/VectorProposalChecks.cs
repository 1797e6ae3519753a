using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Verification;

/// <summary>Whether a proposal of vectors draws as it says.</summary>
/// <param name="trial">The proposal.</param>
/// <param name="states">States to propose from.</param>
internal sealed class VectorProposalChecks(ProposalTrial trial, VectorStates states)
{
    private readonly IVectorProposal proposal = (IVectorProposal)trial.Proposal;
    private readonly Real[] theta = Seeded.Reals(trial.Theta);
    private readonly int draws = trial.Trial.Budget.Draws;

    /// <summary>Runs them.</summary>
    public void Run(Ledger ledger)
    {
        Ledger.Collect(Row(ledger, Check.ProposalRepeats), Repeats);
        Ledger.Collect(Row(ledger, Check.ProposalRatio), row => Balance(row, "ratio", states.LogLaw));
        Ledger.Collect(Row(ledger, Check.ProposalRatio), Densities);
        Ledger.Collect(Row(ledger, Check.ProposalDerivative), Derivatives);
        Ledger.Collect(Row(ledger, Check.DetailedBalance), row => Balance(row, "balance", x => states.LogDensity(x)));
    }

    private Evidence Row(Ledger ledger, string check) => ledger.Of(trial.Trial.Model.Name, check, trial.Definition.Name);

    private void Repeats(Evidence row)
    {
        foreach (var x in states.Visited)
        {
            var (one, other) = (trial.Open("repeat"), trial.Open("repeat"));
            for (var draw = 0; draw < 20; draw++)
            {
                var (first, second) = (Suggest(x, ref one), Suggest(x, ref other));
                row.Holds(first.AsSpan().SequenceEqual(second) && one.State == other.State, () => $"the same stream suggests another state when called again: {VectorText.Of(first)}, then {VectorText.Of(second)}");
            }
        }
    }

    /// <summary>
    /// From exact draws of a law near the chain, accepted moves of the Metropolis–Hastings chain on a density are as often x → x′ as x′ → x.
    /// Draws are weighted by g over the law, at most 1, so that the density itself may be the one whose balance is looked at.
    /// </summary>
    private void Balance(Evidence row, string name, LogDensityOf density)
    {
        var functions = new Antisymmetric(states);
        var (sums, stream) = (new SignedSums(functions.Count), trial.Open(name));
        var (x, next, noise) = (new Real[states.Center.Length], new Real[states.Center.Length], new double[proposal.Noise]);
        for (var draw = 0; draw < draws; draw++)
        {
            states.Draw(x, ref stream);
            proposal.Draw(noise, ref stream);
            proposal.Propose<Real>(x, noise, theta, next);
            if (double.IsNegativeInfinity(states.LogDensity(next)))
            {
                continue;
            }

            var (here, there) = (density(x), density(next));
            var ratio = there - here + proposal.LogRatio<Real>(x, next, theta).Value;
            var (weight, weightThere) = (here - states.LogLaw(x), there - states.LogLaw(next));
            functions.Add(sums, x, next, Math.Exp(Math.Min(0, ratio) + weight - Math.Max(weight, weightThere)));
        }

        sums.Report(row, draws, functions.Describe);
    }

    private delegate double LogDensityOf(ReadOnlySpan<Real> x);

    /// <summary>A ratio that is stated twice is the same, and noise that is computed from a step is that of the step.</summary>
    private void Densities(Evidence row)
    {
        var stream = trial.Open("densities");
        var room = new double[proposal.Noise];
        foreach (var visited in states.Visited)
        {
            var (x, noise, next) = (Seeded.Reals(visited), new double[proposal.Noise], new Real[visited.Length]);
            proposal.Draw(noise, ref stream);
            proposal.Propose<Real>(x, noise, theta, next);
            var ratio = proposal.LogRatio<Real>(x, next, theta).Value;
            if (proposal is IProposalDensity density)
            {
                var stated = density.LogDensity(next, x, theta, room) - density.LogDensity(x, next, theta, room);
                row.Deviates((ratio - stated) / (1 + Math.Abs(stated)), 1e-9, () => FormattableString.Invariant($"LogRatio is {ratio:G9}, and by LogDensity {stated:G9}"));
            }

            if (proposal is IWalk walk)
            {
                walk.Whiten(x, next, theta, room);
                row.Deviates(noise.Select((number, i) => Math.Abs(number - room[i])).Max(), 1e-6, () => "Whiten does not give back the noise of a step");
            }
        }
    }

    private void Derivatives(Evidence row)
    {
        var (stream, reach) = (trial.Open("derivatives"), Trial.ReachOf(trial.Settings.Theta));
        List<FunctionPoint> points = [];
        foreach (var x in states.Visited)
        {
            var (noise, next) = (new double[proposal.Noise], new Real[x.Length]);
            proposal.Draw(noise, ref stream);
            proposal.Propose<Real>(Seeded.Reals(x), noise, theta, next);
            var moves = x.Select(coordinate => 0.1 * Math.Max(0.1, Math.Abs(coordinate))).ToArray();
            points.Add(new(new Suggestion(proposal, noise, theta.Length), [.. trial.Theta, .. x], [.. reach, .. moves], trial.Settings.Theta.Names));
            points.Add(new(new SuggestionRatio(proposal, theta.Length), [.. trial.Theta, .. x, .. next.Select(number => number.Value)], [.. reach, .. moves, .. moves], trial.Settings.Theta.Names));
        }

        FunctionChecks.Scalars(row, points);
        FunctionChecks.Derivatives(row, points);
    }

    private Real[] Suggest(double[] x, ref RandomStream stream)
    {
        var (noise, next) = (new double[proposal.Noise], new Real[x.Length]);
        proposal.Draw(noise, ref stream);
        proposal.Propose<Real>(Seeded.Reals(x), noise, theta, next);
        return next;
    }
}

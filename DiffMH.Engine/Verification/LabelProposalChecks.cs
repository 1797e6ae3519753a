namespace DiffMH.Engine.Verification;

/// <summary>Whether a proposal of labels draws as it says.</summary>
/// <param name="trial">The proposal.</param>
/// <param name="densities">log g of each label.</param>
internal sealed class LabelProposalChecks(ProposalTrial trial, IReadOnlyList<FunctionPoint> densities)
{
    private readonly ILabelProposal proposal = (ILabelProposal)trial.Proposal;
    private readonly int labels = densities.Count;
    private readonly int draws = trial.Trial.Budget.Draws;

    /// <summary>Runs them.</summary>
    public void Run(Ledger ledger)
    {
        Ledger.Collect(Row(ledger, Check.ProposalRepeats), Repeats);
        Ledger.Collect(Row(ledger, Check.ProposalFrequencies), Frequencies);
        Ledger.Collect(Row(ledger, Check.DetailedBalance), Balance);
    }

    private Evidence Row(Ledger ledger, string check) => ledger.Of(trial.Trial.Model.Name, check, trial.Definition.Name);

    private void Repeats(Evidence row)
    {
        for (var label = 0; label < labels; label++)
        {
            var (one, other) = (trial.Open($"repeat {label}"), trial.Open($"repeat {label}"));
            for (var draw = 0; draw < 100; draw++)
            {
                var (first, second, from) = (proposal.Propose(label, ref one), proposal.Propose(label, ref other), label);
                row.Holds(first == second && one.State == other.State, () => $"from label {from} the same stream suggests {first}, and {second} when called again");
            }
        }
    }

    /// <summary>Frequencies from every label against stated probabilities.</summary>
    private void Frequencies(Evidence row)
    {
        for (var label = 0; label < labels; label++)
        {
            var stream = trial.Open($"frequencies {label}");
            var counts = new int[labels];
            for (var draw = 0; draw < draws; draw++)
            {
                counts[proposal.Propose(label, ref stream)]++;
            }

            for (var to = 0; to < labels; to++)
            {
                var (from, other, count, stated) = (label, to, counts[to], proposal.Probability(label, to));
                row.Differs(
                    ((double)count / draws) - stated,
                    Math.Sqrt(stated * (1 - stated) / draws),
                    () => FormattableString.Invariant($"label {from} suggests label {other} in {count} of {draws} draws, with stated probability {stated:G6}"));
            }
        }
    }

    /// <summary>From exact draws of the density, one step of the chain is as often i → j as j → i.</summary>
    private void Balance(Evidence row)
    {
        var logs = densities.Select(point => point.Values()[0]).ToArray();
        var law = new DiscreteLaw(logs);
        var stream = trial.Open("balance");
        var sums = new SignedSums(labels * labels);
        for (var draw = 0; draw < draws; draw++)
        {
            var from = law.Draw(ref stream);
            var to = proposal.Propose(from, ref stream);
            var (forward, backward) = (proposal.Probability(from, to), proposal.Probability(to, from));
            if (to != from && stream.NextUniform() * forward < Math.Exp(logs[to] - logs[from]) * backward)
            {
                sums.Add((Math.Min(from, to) * labels) + Math.Max(from, to), from < to ? 1 : -1);
            }
        }

        sums.Report(row, draws, pair => $"moves between labels {pair / labels} and {pair % labels}, up less down");
    }
}

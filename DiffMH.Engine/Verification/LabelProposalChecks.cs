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

    /// <summary>Draws from every label beside draws of the law that is stated: two samples of one law, however rare some labels are.</summary>
    private void Frequencies(Evidence row)
    {
        for (var label = 0; label < labels; label++)
        {
            var (from, stream, sums) = (label, trial.Open($"frequencies {label}"), new SignedSums(labels));
            var stated = Enumerable.Range(0, labels).Select(to => proposal.Probability(from, to)).ToArray();
            row.Deviates(stated.Sum() - 1, 1e-9, () => FormattableString.Invariant($"the probabilities of suggesting a label from label {from} sum to {stated.Sum():R}"));
            var law = new DiscreteLaw([.. stated.Select(probability => Math.Log(probability))]);
            for (var draw = 0; draw < draws; draw++)
            {
                var (found, expected) = (proposal.Propose(label, ref stream), law.Draw(ref stream));
                row.Holds(stated[found] > 0, () => $"label {from} suggests label {found}, with stated probability 0");
                if (found != expected)
                {
                    sums.Add(found, 1);
                    sums.Add(expected, -1);
                }
            }

            sums.Report(row, draws, to => FormattableString.Invariant($"the share of label {to} among suggestions from label {from}, less the stated {stated[to]:G4}"));
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

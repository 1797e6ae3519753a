namespace DiffMH.Engine.Verification;

/// <summary>Whether a proposal of sites draws as it says.</summary>
/// <param name="trial">The proposal.</param>
/// <param name="space">The sites.</param>
internal sealed class SiteProposalChecks(ProposalTrial trial, SiteSpace space)
{
    private readonly ISiteProposal proposal = (ISiteProposal)trial.Proposal;
    private readonly int draws = trial.Trial.Budget.Draws;

    /// <summary>Runs them.</summary>
    public void Run(Ledger ledger)
    {
        Ledger.Collect(Row(ledger, Check.ProposalRepeats), Repeats);
        Ledger.Collect(Row(ledger, Check.ProposalRatio), Balance);
        if (proposal is IFreshValue or IFlip or IUniformSite)
        {
            Ledger.Collect(Row(ledger, Check.ProposalFrequencies), Frequencies);
        }
    }

    private Evidence Row(Ledger ledger, string check) => ledger.Of(trial.Trial.Model.Name, check, trial.Definition.Name);

    private void Repeats(Evidence row)
    {
        var (one, other) = (trial.Open("repeat"), trial.Open("repeat"));
        for (var draw = 0; draw < 400; draw++)
        {
            var (first, second) = (Suggest(draw, ref one), Suggest(draw, ref other));
            row.Holds(first == second && one.State == other.State, () => $"the same stream suggests {first}, and {second} when called again");
        }
    }

    /// <summary>From values that are equally likely, accepted moves v → v′ are as many as v′ → v.</summary>
    private void Balance(Evidence row)
    {
        var stream = trial.Open("balance");
        var sums = new SignedSums(space.Values * space.Values);
        for (var draw = 0; draw < draws; draw++)
        {
            var value = stream.NextIndex(space.Values);
            var proposed = proposal.NextValue(value, ref stream);
            var ratio = value != proposed && proposal is IAsymmetricValue asymmetric ? asymmetric.LogRatio(value, proposed) : 0;
            if (value != proposed && Math.Log(stream.NextUniform()) < ratio)
            {
                sums.Add((Math.Min(value, proposed) * space.Values) + Math.Max(value, proposed), value < proposed ? 1 : -1);
            }
        }

        sums.Report(row, draws, pair => $"accepted moves between values {pair / space.Values} and {pair % space.Values}, up less down");
    }

    /// <summary>A fresh value has one law from all values, a flip is the other value, and a uniform site is uniform.</summary>
    private void Frequencies(Evidence row)
    {
        var stream = trial.Open("frequencies");
        var (sites, values) = (new SignedSums(space.Graph.Sites), new SignedSums(space.Values * space.Values));
        for (var draw = 0; draw < draws; draw++)
        {
            var site = proposal.NextSite(draw % space.Graph.Sites, ref stream);
            var (one, other) = (stream.NextIndex(space.Values), stream.NextIndex(space.Values));
            var (fromOne, fromOther) = (proposal.NextValue(one, ref stream), proposal.NextValue(other, ref stream));
            row.Holds(proposal is not IFlip || fromOne == 1 - one, () => $"a flip suggests {fromOne} where {one} is");
            if (proposal is IFreshValue && fromOne != fromOther)
            {
                values.Add((one * space.Values) + fromOne, 1);
                values.Add((one * space.Values) + fromOther, -1);
            }

            var uniform = stream.NextIndex(space.Graph.Sites);
            if (proposal is IUniformSite && site != uniform)
            {
                sites.Add(site, 1);
                sites.Add(uniform, -1);
            }
        }

        values.Report(row, draws, pair => $"value {pair % space.Values} suggested where {pair / space.Values} is, less where any is");
        sites.Report(row, draws, site => $"visits of site {site}, less those of a uniform site");
    }

    private SiteMove Suggest(int update, ref RandomStream stream)
    {
        var site = proposal.NextSite(update % space.Graph.Sites, ref stream);
        return new(site, proposal.NextValue(update % space.Values, ref stream));
    }
}

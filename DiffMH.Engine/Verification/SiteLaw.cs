namespace DiffMH.Engine.Verification;

/// <summary>The law of a proposal of sites, where it follows from what the proposal says it is.</summary>
/// <param name="IsSequential">Whether update i visits site i; else every site is equally likely.</param>
/// <param name="Values">The probability of suggesting a value (second index) where another is (first).</param>
internal sealed record SiteLaw(bool IsSequential, double[,] Values)
{
    private const int Draws = 200;

    /// <summary>The law; null where the proposal does not say enough.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="space">The sites.</param>
    /// <param name="stream">For seeing in which order sites are visited.</param>
    public static SiteLaw? Of(ISiteProposal proposal, SiteSpace space, RandomStream stream)
    {
        var sites = space.Graph.Sites;
        var isSequential = Enumerable.Range(0, Draws).All(draw => proposal.NextSite(draw % sites, ref stream) == draw % sites);
        return ValuesOf(proposal, space.Values) is { } values && (isSequential || proposal is IUniformSite || LooksUniform(proposal, sites, ref stream)) ? new(isSequential, values) : null;
    }

    /// <summary>Whether all sites are about equally often visited: seven standard errors apart at most.</summary>
    private static bool LooksUniform(ISiteProposal proposal, int sites, ref RandomStream stream)
    {
        var counts = new int[sites];
        for (var draw = 0; draw < Draws * sites; draw++)
        {
            counts[proposal.NextSite(draw % sites, ref stream)]++;
        }

        return counts.All(count => Math.Abs(count - Draws) < 7 * Math.Sqrt(Draws));
    }

    private static double[,]? ValuesOf(ISiteProposal proposal, int values)
    {
        var law = new double[values, values];
        if (proposal is IFlip)
        {
            (law[0, 1], law[1, 0]) = (1, 1);
            return law;
        }

        if (proposal is not IFreshValue)
        {
            return null;
        }

        // A fresh value has one law p from every value: p(v) = p(0) exp(-(log q(v, 0) - log q(0, v))).
        var weights = Enumerable.Range(0, values).Select(value => value > 0 && proposal is IAsymmetricValue asymmetric ? Math.Exp(-asymmetric.LogRatio(0, value)) : 1).ToArray();
        for (var from = 0; from < values; from++)
        {
            for (var to = 0; to < values; to++)
            {
                law[from, to] = weights[to] / weights.Sum();
            }
        }

        return law;
    }
}

namespace DiffMH.Tests.Exactness;

/// <summary>Schemes and numbers of alternatives that every exactness test goes through.</summary>
internal static class Cases
{
    public static readonly Scheme[] Schemes = [Scheme.Symmetric, Scheme.OneSided, Scheme.Accept, Scheme.Reject];

    public static readonly int[] Alternatives = [1, 2, 8];

    /// <summary>All combinations with the given couplings.</summary>
    public static TheoryData<Scheme, int, string> With(params string[] couplings)
    {
        var data = new TheoryData<Scheme, int, string>();
        foreach (var scheme in Schemes)
        {
            foreach (var alternatives in Alternatives)
            {
                foreach (var coupling in couplings)
                {
                    data.Add(scheme, alternatives, coupling);
                }
            }
        }

        return data;
    }

    /// <summary>All schemes with the prunings that are not the default; without pruning the number of alternatives means nothing.</summary>
    public static TheoryData<Scheme, Pruning, int> Pruned()
    {
        var data = new TheoryData<Scheme, Pruning, int>();
        foreach (var scheme in Schemes)
        {
            data.Add(scheme, Pruning.None, 1);
            foreach (var alternatives in Alternatives)
            {
                data.Add(scheme, Pruning.Uniform, alternatives);
            }
        }

        return data;
    }

    /// <summary>Which derivative a scheme estimates at kinks.</summary>
    public static Oracles.TieRule RuleOf(Scheme scheme) => scheme == Scheme.OneSided ? Oracles.TieRule.Right : Oracles.TieRule.Mean;
}

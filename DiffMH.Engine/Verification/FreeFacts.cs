using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Verification;

/// <summary>A site model without classes of change.</summary>
/// <param name="target">The density.</param>
internal sealed class FreeFacts<TTarget>(TTarget target) : ISiteFacts
    where TTarget : struct, IFreeSiteTarget
{
    private const int MostSites = 24;

    public SiteSpace Space => target.Space;

    public double LogRatio(byte[] state, int site, int value, ReadOnlySpan<Real> theta) => target.LogRatio(new PlainSites(state), site, value, theta).Value;

    public long[] Tally(byte[] state, int site, int value)
    {
        var differences = new long[target.Space.ReferenceTallies.Length];
        target.Tally(new PlainSites(state), site, value, differences);
        return differences;
    }

    public IEnumerable<IScalarFunction> Ratios(IReadOnlyList<byte[]> states) =>
        from state in states
        from site in Enumerable.Range(0, Math.Min(MostSites, state.Length))
        from value in Enumerable.Range(0, target.Space.Values)
        where value != state[site]
        select new FreeRatio<TTarget>(target, state, site, value);
}

using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Verification;

/// <summary>A site model with classes of change.</summary>
/// <param name="target">The density.</param>
internal sealed class ClassFacts<TTarget>(TTarget target) : ISiteFacts
    where TTarget : struct, ISiteTarget
{
    public SiteSpace Space => target.Space;

    public double LogRatio(byte[] state, int site, int value, ReadOnlySpan<Real> theta) => target.LogRatio(Class(state, site, value), theta).Value;

    public long[] Tally(byte[] state, int site, int value)
    {
        var differences = new int[target.Space.ReferenceTallies.Length];
        target.Tally(Class(state, site, value), differences);
        return [.. differences.Select(difference => (long)difference)];
    }

    public IEnumerable<IScalarFunction> Ratios(IReadOnlyList<byte[]> states) => [new ClassRatios(target)];

    private int Class(byte[] state, int site, int value) => target.Class(new PlainSites(state), site, value) is var change && (uint)change < (uint)target.Space.Classes
        ? change
        : throw new InvalidModelException($"The class of giving site {site} the value {value} is {change}; there are {target.Space.Classes}, from 0.");
}

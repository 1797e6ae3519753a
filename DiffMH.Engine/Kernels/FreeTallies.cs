namespace DiffMH.Engine.Kernels;

/// <summary>The tallies of a target without classes: changes are counted in the tallies themselves.</summary>
/// <typeparam name="TTarget">The density.</typeparam>
internal sealed class FreeTallies<TTarget>(TTarget target) : IChangeTallies
    where TTarget : struct, IFreeSiteTarget
{
    /// <inheritdoc/>
    public int Classes => target.Space.ReferenceTallies.Length;

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<long> changes, Span<long> tallies)
    {
        for (var i = 0; i < tallies.Length; i++)
        {
            tallies[i] += changes[i];
        }
    }

    /// <inheritdoc/>
    public void OfState(ReadOnlySpan<byte> values, Span<long> changes, Span<long> tallies)
    {
        target.Space.ReferenceTallies.CopyTo(tallies);
        changes.Clear();
        var differences = new long[tallies.Length];
        var partial = new byte[values.Length];
        for (var site = 0; site < values.Length; site++)
        {
            if (ModelCheck.Value(values[site], target.Space, site) != 0)
            {
                target.Tally(new PlainSites(partial), site, values[site], differences);
                Add(differences, tallies);
                partial[site] = values[site];
            }
        }
    }
}

namespace DiffMH.Engine.Kernels;

/// <summary>By how much each class of change changes each tally of a site target.</summary>
internal sealed class ClassTallies : IChangeTallies
{
    private readonly ISiteTarget target;
    private readonly SiteSpace space;
    private readonly int[] differences;

    public ClassTallies(ISiteTarget target)
    {
        this.target = target;
        space = target.Space;
        differences = new int[space.Classes * Count];
        for (var change = 0; change < space.Classes; change++)
        {
            target.Tally(change, differences.AsSpan(change * Count, Count));
        }
    }

    /// <summary>How many tallies a state has.</summary>
    public int Count => space.ReferenceTallies.Length;

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<long> changes, Span<long> tallies)
    {
        for (var change = 0; change < changes.Length; change++)
        {
            Add(change, changes[change], tallies);
        }
    }

    /// <summary>Adds what a number of changes of one class does to the tallies.</summary>
    public void Add(int change, long times, Span<long> tallies)
    {
        for (var i = 0; i < tallies.Length; i++)
        {
            tallies[i] += times * differences[(change * tallies.Length) + i];
        }
    }

    /// <inheritdoc/>
    public int Classes => space.Classes;

    /// <inheritdoc/>
    public void OfState(ReadOnlySpan<byte> values, Span<long> changes, Span<long> tallies)
    {
        space.ReferenceTallies.CopyTo(tallies);
        changes.Clear();
        var partial = new byte[values.Length];
        for (var site = 0; site < values.Length; site++)
        {
            var value = ModelCheck.Value(values[site], space, site);
            if (value != 0)
            {
                changes[target.Class(new PlainSites(partial), site, value)]++;
                partial[site] = value;
            }
        }

        Add(changes, tallies);
    }
}

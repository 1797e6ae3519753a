namespace DiffMH.Engine.Kernels;

/// <summary>By how much each class of change changes each tally of a site target.</summary>
internal sealed class ClassTallies
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

    /// <summary>Adds what a number of changes of each class does to the tallies.</summary>
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

    /// <summary>How many classes of change there are.</summary>
    public int Classes => space.Classes;

    /// <summary>Forms the tallies of a state by changing the reference state site by site.</summary>
    /// <param name="values">The state.</param>
    /// <param name="changes">Receives how many changes of each class that took.</param>
    /// <param name="tallies">Receives the tallies.</param>
    /// <exception cref="InvalidModelException">A value is out of range.</exception>
    public void OfState(ReadOnlySpan<byte> values, Span<long> changes, Span<long> tallies)
    {
        space.ReferenceTallies.CopyTo(tallies);
        changes.Clear();
        var partial = new byte[values.Length];
        for (var site = 0; site < values.Length; site++)
        {
            var value = values[site];
            if (value >= space.Values)
            {
                throw new InvalidModelException($"The start puts value {value} on site {site}; values are 0 to {space.Values - 1}.");
            }

            if (value != 0)
            {
                changes[target.Class(new PlainSites(partial), site, value)]++;
                partial[site] = value;
            }
        }

        Add(changes, tallies);
    }
}

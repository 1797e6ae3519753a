using System.Collections.Immutable;

namespace DiffMH;

/// <summary>Which sites lie around which: a neighbourhood for each site, listed with multiplicity.</summary>
public sealed class SiteGraph
{
    private readonly int[] offsets;
    private readonly int[] neighbours;

    /// <summary>A graph given by the neighbours of each site.</summary>
    /// <param name="neighbours">For each site the sites whose values its changes depend on, none of them itself; symmetric.</param>
    /// <exception cref="ArgumentOutOfRangeException">A neighbour is not a site.</exception>
    public SiteGraph(IReadOnlyList<ImmutableArray<int>> neighbours)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        offsets = new int[neighbours.Count + 1];
        for (var site = 0; site < neighbours.Count; site++)
        {
            offsets[site + 1] = offsets[site] + neighbours[site].Length;
        }

        this.neighbours = RequireSites([.. neighbours.SelectMany(list => list)], neighbours.Count);
    }

    /// <summary>A graph whose lists stand one behind the other: for millions of sites, which would take an object each.</summary>
    /// <param name="offsets">Where the neighbours of each site begin, ascending from 0, and behind the last site's how many there are.</param>
    /// <param name="neighbours">The lists, as for the other constructor.</param>
    /// <exception cref="ArgumentException">The offsets do not divide the neighbours.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A neighbour is not a site.</exception>
    public SiteGraph(ImmutableArray<int> offsets, ImmutableArray<int> neighbours)
    {
        if (offsets.IsEmpty || offsets[0] != 0 || offsets[^1] != neighbours.Length || !Ascend(offsets.AsSpan()))
        {
            throw new ArgumentException($"Found offsets that do not divide {neighbours.Length} neighbours; they must ascend from 0 to that number.", nameof(offsets));
        }

        this.offsets = [.. offsets];
        this.neighbours = RequireSites([.. neighbours], Sites);
    }

    /// <summary>How many sites there are.</summary>
    public int Sites => offsets.Length - 1;

    /// <summary>How many bonds there are, each counted once.</summary>
    public int Bonds => neighbours.Length / 2;

    /// <summary>The neighbours of a site, with multiplicity.</summary>
    public ReadOnlySpan<int> Neighbours(int site) => neighbours.AsSpan(offsets[site], offsets[site + 1] - offsets[site]);

    /// <summary>The periodic square lattice of side L: site = L · row + column, neighbours up, left, right, down.</summary>
    /// <param name="side">L, at least 2; at L = 2 each neighbour counts twice, so that there are 2L² bonds at every L.</param>
    public static SiteGraph PeriodicSquare(int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 2);
        var lists = new ImmutableArray<int>[side * side];
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                lists[(side * row) + column] =
                [
                    (side * ((row + side - 1) % side)) + column,
                    (side * row) + ((column + side - 1) % side),
                    (side * row) + ((column + 1) % side),
                    (side * ((row + 1) % side)) + column,
                ];
            }
        }

        return new SiteGraph(lists);
    }

    private static int[] RequireSites(int[] neighbours, int sites)
    {
        foreach (var neighbour in neighbours)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)neighbour, (uint)sites, nameof(neighbours));
        }

        return neighbours;
    }

    private static bool Ascend(ReadOnlySpan<int> offsets)
    {
        for (var site = 1; site < offsets.Length; site++)
        {
            if (offsets[site] < offsets[site - 1])
            {
                return false;
            }
        }

        return true;
    }
}

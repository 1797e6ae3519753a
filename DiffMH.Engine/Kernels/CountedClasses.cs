using System.Collections.Immutable;

namespace DiffMH.Engine.Kernels;

/// <summary>
/// What the engine finds out about a target on two values whose classes depend only on the new value and on how many neighbours have
/// value 1: the classes as a table. Many chains can then be moved at once in the bits of a word.
/// </summary>
/// <param name="Degree">How many neighbours each site has.</param>
/// <param name="Table">The class at 8 · value + count.</param>
internal sealed record CountedClasses(int Degree, ImmutableArray<int> Table)
{
    /// <summary>The most neighbours that can be counted in three bits.</summary>
    public const int MostNeighbours = 7;

    /// <summary>Tries all values around all sites.</summary>
    /// <returns>Null where the target is not of this kind.</returns>
    public static CountedClasses? Of<TTarget>(TTarget target)
        where TTarget : struct, ISiteTarget
    {
        var space = target.Space;
        var degree = space.Graph.Neighbours(0).Length;
        if (space.Values != 2 || degree > MostNeighbours)
        {
            return null;
        }

        var table = new int[2 * (MostNeighbours + 1)];
        Array.Fill(table, -1);
        var values = new byte[space.Graph.Sites];
        for (var site = 0; site < space.Graph.Sites; site++)
        {
            if (space.Graph.Neighbours(site).Length != degree || !Agrees(target, site, values, table))
            {
                return null;
            }
        }

        return new CountedClasses(degree, [.. table.Select(change => Math.Max(change, 0))]);
    }

    private static bool Agrees<TTarget>(TTarget target, int site, byte[] values, int[] table)
        where TTarget : struct, ISiteTarget
    {
        var neighbours = target.Space.Graph.Neighbours(site);
        var agrees = true;
        for (var pattern = 0; pattern < 1 << neighbours.Length && agrees; pattern++)
        {
            for (var i = 0; i < neighbours.Length; i++)
            {
                values[neighbours[i]] = (byte)((pattern >> i) & 1);
            }

            agrees = Agrees(target, site, values, table, 0) && Agrees(target, site, values, table, 1);
        }

        foreach (var neighbour in neighbours)
        {
            values[neighbour] = 0;
        }

        return agrees;
    }

    private static bool Agrees<TTarget>(TTarget target, int site, byte[] values, int[] table, int value)
        where TTarget : struct, ISiteTarget
    {
        // On small lattices a site can be its neighbour's neighbour twice, so that patterns repeat; the count is taken from the values.
        var count = 0;
        foreach (var neighbour in target.Space.Graph.Neighbours(site))
        {
            count += values[neighbour];
        }

        values[site] = (byte)(1 - value);
        var change = target.Class(new PlainSites(values), site, value);
        values[site] = 0;
        ref var entry = ref table[(8 * value) + count];
        (var known, entry) = (entry, change);
        return known < 0 || known == change;
    }
}

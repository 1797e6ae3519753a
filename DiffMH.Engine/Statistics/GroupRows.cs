namespace DiffMH.Engine.Statistics;

/// <summary>Rows of sums, one for each group of lanes.</summary>
public static class GroupRows
{
    /// <summary>The sums of all groups together, added in the order of the rows, which fixes the bits.</summary>
    /// <param name="rows">Whole rows of equal width, at least one.</param>
    /// <param name="width">How many numbers a row has, at least 1.</param>
    /// <exception cref="ArgumentException">There is no row, or a broken one.</exception>
    public static double[] Merge(ReadOnlySpan<double> rows, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (rows.IsEmpty || rows.Length % width != 0)
        {
            throw new ArgumentException($"Needs whole rows of {width} numbers, at least one; found {rows.Length} numbers.", nameof(rows));
        }

        var total = rows[..width].ToArray();
        for (var at = width; at < rows.Length; at += width)
        {
            for (var i = 0; i < width; i++)
            {
                total[i] += rows[at + i];
            }
        }

        return total;
    }
}

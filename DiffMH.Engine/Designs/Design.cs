using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace DiffMH.Engine.Designs;

/// <summary>What a sweep varies: every combination of the rows of its blocks, refined, some of them left out.</summary>
/// <param name="Blocks">The axes of <c>cross</c>, then <c>zip</c>, then <c>points</c>; the last fastest.</param>
/// <param name="Refinements">What is set at some points, in this order.</param>
/// <param name="Exclusions">Which points are left out.</param>
/// <param name="Order">How the points are listed.</param>
/// <param name="Broken">Paths of axes whose values could not be read: what is wrong at these keys is not reported again.</param>
internal sealed record Design(
    ImmutableArray<Block> Blocks,
    ImmutableArray<Refinement> Refinements,
    ImmutableArray<Condition> Exclusions,
    DesignOrder Order,
    ImmutableArray<string> Broken)
{
    /// <summary>The section's key.</summary>
    public const string Key = "design";

    /// <summary>The largest number of points, those left out among them.</summary>
    public const int MostPoints = 100_000;

    /// <summary>How many combinations there are.</summary>
    public long Points => Blocks.Aggregate(1L, (points, block) => Math.Min(points * block.Rows.Length, int.MaxValue));

    /// <summary>Whether points come out otherwise than their axis values say.</summary>
    public bool HasRules => !Refinements.IsEmpty || !Exclusions.IsEmpty;

    /// <summary>The paths that vary.</summary>
    public ImmutableArray<string> Paths { get; } = [.. Blocks.SelectMany(block => block.Rows).SelectMany(row => row.Cells).Select(cell => cell.Path).Distinct(StringComparer.Ordinal)];

    /// <summary>The paths that have an axis value at every point: there the file's own value is never used.</summary>
    public IEnumerable<string> Replaced => Paths.Where(path => Blocks.Any(block => block.Rows.All(row => row.Cells.Any(cell => cell.Path == path))));

    /// <summary>The row of each block that a combination has.</summary>
    public ImmutableArray<Row> Rows(int combination)
    {
        var rows = new Row[Blocks.Length];
        for (var i = Blocks.Length - 1; i >= 0; i--)
        {
            (combination, var row) = Math.DivRem(combination, Blocks[i].Rows.Length);
            rows[i] = Blocks[i].Rows[row];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(rows);
    }
}

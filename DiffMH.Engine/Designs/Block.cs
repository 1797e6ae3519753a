using System.Collections.Immutable;

namespace DiffMH.Engine.Designs;

/// <summary>What advances as one: an axis of <c>cross</c>, all axes of <c>zip</c>, the list <c>points</c>.</summary>
/// <param name="Key">Which of the three.</param>
/// <param name="Rows">Its rows: each combines with every row of the other blocks.</param>
internal sealed record Block(string Key, ImmutableArray<Row> Rows)
{
    /// <summary>All combinations.</summary>
    public const string Cross = "cross";

    /// <summary>Side by side.</summary>
    public const string Zip = "zip";

    /// <summary>One by one.</summary>
    public const string Points = "points";

    /// <summary>Axes that advance together.</summary>
    public static Block Of(string key, params ReadOnlySpan<Axis> axes)
    {
        var rows = ImmutableArray.CreateBuilder<Row>(axes[0].Values.Length);
        for (var i = 0; i < axes[0].Values.Length; i++)
        {
            var cells = ImmutableArray.CreateBuilder<Cell>(axes.Length);
            foreach (var axis in axes)
            {
                cells.Add(axis.Cell(i));
            }

            rows.Add(new(cells[0].Place, cells.MoveToImmutable()));
        }

        return new(key, rows.MoveToImmutable());
    }
}

namespace DiffMH.Engine.Statistics;

/// <summary>How much of the scatter of the derivatives between groups comes from a single group: heavy tails, seen from the sums alone.</summary>
/// <remarks>
/// max c² / Σ c² over the deviations c of groups from the mean of their cell, the groups at one θ. Of n Gaussian groups the largest has about
/// 2 ln n / n: more than a half has probability 10⁻⁴ for 32 groups and less for more. With heavy tails one group has most of it, the standard
/// error is that group's, and another seed may show several times as much.
/// </remarks>
/// <param name="layout">Where the sums stand.</param>
public sealed class ScatterShare(SumsLayout layout)
{
    /// <summary>With fewer groups the largest share is large by chance.</summary>
    public const int FewestGroups = 32;

    /// <summary>Of more parameters one or the other looks extreme by chance.</summary>
    public const int MostParameters = 64;

    private const double Rounding = 1.0 / (1L << 40);

    private readonly int columns = layout.Parameters > MostParameters ? 0 : layout.Observables * layout.Parameters;
    private readonly double[] scatter = new double[layout.Observables * layout.Parameters];
    private readonly double[] largest = new double[layout.Observables * layout.Parameters];
    private int groups;

    /// <summary>The share; NaN with too few groups or too many parameters, or where nothing scatters.</summary>
    public double Largest => groups < FewestGroups ? double.NaN : Enumerable.Range(0, columns)
        .Where(column => scatter[column] > 0)
        .Select(column => largest[column] / scatter[column])
        .DefaultIfEmpty(double.NaN)
        .Max();

    /// <summary>Adds the groups of one cell.</summary>
    /// <param name="rows">Their rows.</param>
    public void Add(ReadOnlySpan<double> rows)
    {
        var total = GroupRows.Merge(rows, layout.Width);
        groups += rows.Length / layout.Width;
        for (var column = 0; column < columns; column++)
        {
            var (ofColumn, squares, most) = (0.0, 0.0, 0.0);
            for (var at = 0; at < rows.Length; at += layout.Width)
            {
                var value = Derivative(rows.Slice(at, layout.Width), total, column);
                var deviation = value - Derivative(total, total, column);
                (ofColumn, squares, most) = (ofColumn + (deviation * deviation), squares + (value * value), Math.Max(most, deviation * deviation));
            }

            if (ofColumn > Rounding * squares)
            {
                scatter[column] += ofColumn;
                largest[column] = Math.Max(largest[column], most);
            }
        }
    }

    /// <summary>What a group's chains say of the derivative, with the mean over the whole cell as the baseline of decisions.</summary>
    private double Derivative(ReadOnlySpan<double> row, ReadOnlySpan<double> total, int column)
    {
        var (observable, parameter) = Math.DivRem(column, layout.Parameters);
        var mean = total[SumsLayout.Moments + observable] / total[SumsLayout.Draws];
        return (row[layout.Slopes + column] - (layout.HasDecisions ? mean * row[layout.Scores + parameter] : 0)) / row[SumsLayout.Draws];
    }
}

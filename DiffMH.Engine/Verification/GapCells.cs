namespace DiffMH.Engine.Verification;

/// <summary>
/// Parts of ℝᵈ by how far a point is along the line on which two chains are apart: eighths, and eighths by the distance from the middle. A
/// coupling that mirrors, swaps or shrinks what lies along that line by a wrong factor changes the second kind most.
/// </summary>
internal sealed class GapCells
{
    private const int Parts = 8;

    private readonly double[] weights;
    private readonly double[] edges;
    private readonly double[] distances;

    private GapCells(double[] weights, double[] edges, double[] distances) => (this.weights, this.edges, this.distances) = (weights, edges, distances);

    /// <summary>Two for each part.</summary>
    public static int Count => 2 * Parts;

    /// <summary>Cells at the quantiles of a sample.</summary>
    /// <param name="sample">Draws of a chain at y.</param>
    /// <param name="widths">The standard deviations of their coordinates, above 0: lengths are measured by them.</param>
    /// <param name="x">Where the other chain is.</param>
    /// <param name="y">Where the chain is.</param>
    public static GapCells Of(IReadOnlyList<Real[]> sample, double[] widths, ReadOnlySpan<Real> x, ReadOnlySpan<Real> y)
    {
        var toward = new double[widths.Length];
        for (var i = 0; i < toward.Length; i++)
        {
            toward[i] = (x[i].Value - y[i].Value) / (widths[i] * widths[i]);
        }

        var along = sample.Select(point => Along(toward, point)).ToArray();
        var parts = Quantiles(along);
        return new(toward, parts, Quantiles(along.Select(place => Math.Abs(place - parts[(Parts / 2) - 1]))));
    }

    /// <summary>Adds a pair of draws to the cells from a given one on; does not end the pair.</summary>
    public void Add(ReadOnlySpan<Real> coupled, ReadOnlySpan<Real> alone, (int Coupled, int Alone) signs, CellComparison comparison, int first)
    {
        var (one, other, middle) = (Along(weights, coupled), Along(weights, alone), edges[(Parts / 2) - 1]);
        comparison.Add(first + Part(edges, one), first + Part(edges, other), signs);
        comparison.Add(first + Parts + Part(distances, Math.Abs(one - middle)), first + Parts + Part(distances, Math.Abs(other - middle)), signs);
    }

    /// <summary>What a cell is, for messages.</summary>
    public static string Describe(int cell) =>
        $"the share of y' in part {(cell % Parts) + 1} of {Parts} {(cell < Parts ? "along the line from y to x" : "by the distance from the middle along the line from y to x")}";

    private static double Along(double[] weights, ReadOnlySpan<Real> point)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * point[i].Value;
        }

        return sum;
    }

    private static double[] Quantiles(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return [.. Enumerable.Range(1, Parts - 1).Select(part => sorted[part * sorted.Length / Parts])];
    }

    private static int Part(double[] edges, double number)
    {
        var part = 0;
        foreach (var edge in edges)
        {
            part += number > edge ? 1 : 0;
        }

        return part;
    }
}

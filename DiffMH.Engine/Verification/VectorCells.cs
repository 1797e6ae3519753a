namespace DiffMH.Engine.Verification;

/// <summary>Parts of ℝᵈ in which two samples of one law are equally often: quarters of each coordinate, and for neighbouring coordinates whether both are on the same side of their medians.</summary>
internal sealed class VectorCells
{
    private const int Parts = 4;
    private const int MostCoordinates = 6;

    private readonly double[][] edges;

    private VectorCells(double[][] edges) => this.edges = edges;

    /// <summary>How many there are.</summary>
    public int Count => (Parts * edges.Length) + edges.Length - 1;

    /// <summary>Cells at the quantiles of a sample.</summary>
    public static VectorCells Of(IReadOnlyList<Real[]> sample)
    {
        var quantiles = new double[Math.Min(MostCoordinates, sample[0].Length)][];
        for (var i = 0; i < quantiles.Length; i++)
        {
            var coordinate = i;
            var sorted = sample.Select(x => x[coordinate].Value).Order().ToArray();
            quantiles[i] = [.. Enumerable.Range(1, Parts - 1).Select(part => sorted[part * sorted.Length / Parts])];
        }

        return new(quantiles);
    }

    /// <summary>Adds a pair of draws.</summary>
    public void Add(ReadOnlySpan<Real> coupled, ReadOnlySpan<Real> alone, (int Coupled, int Alone) signs, CellComparison comparison)
    {
        for (var i = 0; i < edges.Length; i++)
        {
            comparison.Add((Parts * i) + Part(coupled, i), (Parts * i) + Part(alone, i), signs);
        }

        for (var i = 1; i < edges.Length; i++)
        {
            comparison.Add((Parts * edges.Length) + i - 1, AreTogether(coupled, i), AreTogether(alone, i), signs);
        }

        comparison.EndDraw();
    }

    /// <summary>What a cell is, for messages.</summary>
    public string Describe(int cell) => cell < Parts * edges.Length
        ? $"the share of y' in part {(cell % Parts) + 1} of {Parts} of coordinate {cell / Parts}"
        : $"the share of y' with coordinates {cell - (Parts * edges.Length)} and {cell - (Parts * edges.Length) + 1} on one side of their medians";

    private int Part(ReadOnlySpan<Real> x, int i)
    {
        var part = 0;
        foreach (var edge in edges[i])
        {
            part += x[i].Value > edge ? 1 : 0;
        }

        return part;
    }

    private bool AreTogether(ReadOnlySpan<Real> x, int i) => (x[i].Value > edges[i][(Parts / 2) - 1]) == (x[i - 1].Value > edges[i - 1][(Parts / 2) - 1]);
}

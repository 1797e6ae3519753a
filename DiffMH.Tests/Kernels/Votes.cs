namespace DiffMH.Tests.Kernels;

/// <summary>
/// Two values on a graph of uniform degree d: log g = θ₀ B + θ₁ M with B the number of bonds between ones and M the number of ones, so
/// that classes count neighbours.
/// </summary>
/// <param name="space">The graph; two tallies.</param>
public readonly struct Votes(SiteSpace space) : ISiteTarget
{
    public SiteSpace Space => space;

    public static Votes On(SiteGraph graph) => new(new SiteSpace(graph, 2, 2 * (graph.Neighbours(0).Length + 1), [0, 0]));

    public int Class<TView>(TView view, int site, int value)
        where TView : struct, ISiteView, allows ref struct
    {
        var count = 0;
        foreach (var neighbour in space.Graph.Neighbours(site))
        {
            count += view[neighbour];
        }

        return (2 * count) + value;
    }

    public T LogRatio<T>(int change, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var sign = change % 2 == 1 ? 1 : -1;
        return (sign * (change / 2) * theta[0]) + (sign * theta[1]);
    }

    public void Tally(int change, Span<int> differences)
    {
        differences[1] = change % 2 == 1 ? 1 : -1;
        differences[0] = differences[1] * (change / 2);
    }
}

namespace DiffMH.TestPlugins.Wrong;

/// <summary>log g(s) = a Σ s s′ / b on a ring of five spins. A class is the number of up neighbours, and 3 more for a spin that turns up.</summary>
public readonly struct Ring(TiltSettings settings) : ISiteTarget
{
    /// <summary>How many spins there are.</summary>
    public const int Sites = 5;

    private static readonly SiteGraph Graph = new([.. Enumerable.Range(0, Sites).Select(site => (System.Collections.Immutable.ImmutableArray<int>)[(site + 1) % Sites, (site + Sites - 1) % Sites])]);

    /// <inheritdoc/>
    public SiteSpace Space => new(Graph, Values: 2, Classes: 6, ReferenceTallies: [Sites]);

    /// <inheritdoc/>
    public int Class<TView>(TView view, int site, int value)
        where TView : struct, ISiteView, allows ref struct
    {
        var neighbours = Graph.Neighbours(site);
        return view[neighbours[0]] + view[neighbours[1]] + (3 * value);
    }

    /// <inheritdoc/>
    public T LogRatio<T>(int change, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => Bonds(change) * settings.A.Of(theta) / settings.B.Of(theta);

    /// <inheritdoc/>
    public void Tally(int change, Span<int> differences) => differences[0] = Bonds(change);

    /// <summary>By how much a change changes Σ s s′.</summary>
    public static int Bonds(int change) => 2 * (change >= 3 ? 1 : -1) * ((2 * (change % 3)) - 2);
}

using System.Collections.Immutable;

namespace DiffMH.TestPlugins.Rings;

/// <summary>log g(s) = (Σ s s′ + h Σ s) / T on a ring of spins. A class is the number of up neighbours, and 3 more for a spin that turns up.</summary>
public readonly struct FieldRing(RingSettings settings) : ISiteTarget
{
    private readonly SiteGraph graph = GraphOf(settings.Sites);

    /// <inheritdoc/>
    public SiteSpace Space => new(graph, Values: 2, Classes: 6, ReferenceTallies: [settings.Sites, -settings.Sites]);

    /// <summary>Begins a model of this density.</summary>
    public static ISiteModelBuilder<RingSettings> AddTo(IPluginBuilder builder, string name) => builder
        .SiteModel<RingSettings, FieldRing>(name, "spins on a ring, log g = (sum of s s' + h sum of s) / T", settings => new(settings))
        .Observables(_ => RingTotals.Names, _ => default(RingTotals))
        .Start("cold", "all up", (RingSettings _, Span<byte> sites, ref RandomStream _) => sites.Fill(1))
        .Proposal<NoSettings, UniformValue>("fresh", "a fresh spin at a random site", (settings, _) => new(settings.Sites, 2, SiteOrder.Random));

    /// <inheritdoc/>
    public int Class<TView>(TView view, int site, int value)
        where TView : struct, ISiteView, allows ref struct
    {
        var neighbours = graph.Neighbours(site);
        return view[neighbours[0]] + view[neighbours[1]] + (3 * value);
    }

    /// <inheritdoc/>
    public T LogRatio<T>(int change, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => (T.Constant(Bonds(change)) + (Spins(change) * settings.Field.Of(theta))) / settings.Temperature.Of(theta);

    /// <inheritdoc/>
    public void Tally(int change, Span<int> differences) => (differences[0], differences[1]) = (Bonds(change), Spins(change));

    /// <summary>By how much a change changes Σ s s′.</summary>
    public static int Bonds(int change) => Spins(change) * ((2 * (change % 3)) - 2);

    /// <summary>By how much a change changes Σ s.</summary>
    public static int Spins(int change) => change >= 3 ? 2 : -2;

    private static SiteGraph GraphOf(int sites) =>
        new([.. Enumerable.Range(0, sites).Select(site => (ImmutableArray<int>)[(site + 1) % sites, (site + sites - 1) % sites])]);
}

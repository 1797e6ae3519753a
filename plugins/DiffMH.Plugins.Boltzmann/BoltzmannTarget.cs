using System.Globalization;
using System.Runtime.CompilerServices;

namespace DiffMH.Plugins.Boltzmann;

/// <summary>Boltzmann machine: log g_θ(s) = Σₑ Jₑ s_a s_b + Σᵢ hᵢ sᵢ over the edges e = (a, b) and sites i of a graph, sᵢ = ±1. θ = (J, h), pure numbers.</summary>
/// <remarks>
/// A site's value is 0 for a spin down, 1 for a spin up. Turning spin i to s changes log g by 2 s (Σ J s_b + hᵢ) over its edges.
/// Ackley, Hinton and Sejnowski 1985, without hidden units; an Ising spin glass at T = 1. Ties are known where this sum is exactly 0, as
/// with one J for all; with different couplings rounding may hide a tie, which then has probability 0 for nearly all couplings.
/// </remarks>
public readonly struct BoltzmannTarget : IFreeSiteTarget
{
    private readonly BoltzmannSettings settings;
    private readonly EdgeList edges;
    private readonly SiteSpace space;

    /// <summary>The machine of one point.</summary>
    /// <exception cref="SettingException">The file is no list of edges, or there are neither one J nor one for each edge, or likewise h.</exception>
    public BoltzmannTarget(BoltzmannSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings;
        edges = settings.Graph;
        var graph = edges.Graph;
        space = new SiteSpace(graph, Values: 2, Classes: 0, ReferenceTallies: [-graph.Sites, edges.Count]);
        Require("J", settings.J.Count, edges.Count, "edges");
        if (settings.H.Count > 0)
        {
            Require("h", settings.H.Count, graph.Sites, "sites");
        }
    }

    /// <inheritdoc/>
    public SiteSpace Space => space;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T LogRatio<TView, T>(TView view, int site, int value, ReadOnlySpan<T> theta)
        where TView : struct, ISiteView, allows ref struct
        where T : struct, IScalar<T>
    {
        var field = settings.J.Count == 1 ? NeighbourSum(view, site) * settings.J.Of(theta, 0) : Field(view, site, theta);
        if (settings.H.Count > 0)
        {
            field += settings.H.Of(theta, site);
        }

        return (2 * Spin(value)) * field;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Tally<TView>(TView view, int site, int value, Span<long> differences)
        where TView : struct, ISiteView, allows ref struct =>
        (differences[BoltzmannTally.Spins], differences[BoltzmannTally.Bonds]) = (2 * Spin(value), 2 * Spin(value) * NeighbourSum(view, site));

    private static int Spin(int value) => (2 * value) - 1;

    /// <summary>Σ J s_b over the edges at a site.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Field<TView, T>(TView view, int site, ReadOnlySpan<T> theta)
        where TView : struct, ISiteView, allows ref struct
        where T : struct, IScalar<T>
    {
        var couplings = theta.Slice(settings.J.Offset, settings.J.Count);
        var field = T.Constant(0);
        foreach (var bond in edges.At(site))
        {
            field += Spin(view[bond.Site]) * couplings[bond.Edge];
        }

        return field;
    }

    /// <summary>Σ s_b over the edges at a site.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int NeighbourSum<TView>(TView view, int site)
        where TView : struct, ISiteView, allows ref struct
    {
        var sum = 0;
        foreach (var bond in edges.At(site))
        {
            sum += Spin(view[bond.Site]);
        }

        return sum;
    }

    private static void Require(string setting, int found, int right, string what)
    {
        if (found != 1 && found != right)
        {
            throw new SettingException(setting, string.Create(CultureInfo.InvariantCulture, $"found {found} numbers for {right} {what}; give one for each, or one for all."));
        }
    }
}

using System.Runtime.CompilerServices;

namespace DiffMH.Plugins.Ising;

/// <summary>Ising model on a periodic square lattice: log g_θ(s) = −E(s)/T, E = −J B − h M with B = Σ⟨ij⟩ sᵢ sⱼ and M = Σ sᵢ. θ = (T, J, h).</summary>
/// <remarks>
/// A site's value is 0 for a spin down, 1 for a spin up. Turning a spin to s with neighbours that sum to n changes B by 2 s n and M by
/// 2 s, so a change's class is the number of up neighbours, 0 … 4, and 5 more for a spin that turns up: ten classes.
/// </remarks>
/// <param name="settings">L, and where T, J and h stand in θ.</param>
public readonly struct IsingTarget(IsingSettings settings) : ISiteTarget
{
    private const int UpTurns = 5;

    private readonly SiteSpace space = SpaceOf(settings.L);

    /// <inheritdoc/>
    public SiteSpace Space => space;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Class<TView>(TView view, int site, int value)
        where TView : struct, ISiteView, allows ref struct
    {
        var neighbours = space.Graph.Neighbours(site);
        return view[neighbours[0]] + view[neighbours[1]] + view[neighbours[2]] + view[neighbours[3]] + (UpTurns * value);
    }

    /// <inheritdoc/>
    public T LogRatio<T>(int change, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        // −ΔE/T with integer ΔB and ΔM, so that a tie is exactly 0 wherever J ΔB + h ΔM is.
        var (bonds, spins) = Differences(change);
        return ((bonds * settings.J.Of(theta)) + (spins * settings.H.Of(theta))) / settings.T.Of(theta);
    }

    /// <inheritdoc/>
    public void Tally(int change, Span<int> differences) => (differences[IsingTally.Bonds], differences[IsingTally.Spins]) = Differences(change);

    private static (int Bonds, int Spins) Differences(int change)
    {
        var spin = change >= UpTurns ? 1 : -1;
        var neighbourSum = (2 * (change % UpTurns)) - 4;
        return (2 * spin * neighbourSum, 2 * spin);
    }

    private static SiteSpace SpaceOf(int side)
    {
        var graph = SiteGraph.PeriodicSquare(side);
        return new SiteSpace(graph, Values: 2, Classes: 2 * UpTurns, ReferenceTallies: [graph.Bonds, -graph.Sites]);
    }
}

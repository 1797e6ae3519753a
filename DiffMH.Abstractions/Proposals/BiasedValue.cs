using System.Runtime.CompilerServices;

namespace DiffMH;

/// <summary>Suggests a fresh value on two-valued sites: 1 with probability p, else 0, whatever the present one is.</summary>
/// <param name="sites">How many sites there are.</param>
/// <param name="up">p, above 0 and below 1.</param>
/// <param name="order">Which site comes next.</param>
/// <remarks>log q(1 → 0) − log q(0 → 1) = log((1 − p)/p), which is exactly 0 at p = 1/2.</remarks>
public readonly struct BiasedValue(int sites, double up, SiteOrder order) : IFreshValue, IAsymmetricValue
{
    private readonly double logRatio = Math.Log((1 - up) / up);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextSite(int update, ref RandomStream stream) => order == SiteOrder.Random ? stream.NextIndex(sites) : update;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextValue(int value, ref RandomStream stream) => stream.NextUniform() < up ? 1 : 0;

    /// <inheritdoc/>
    public double LogRatio(int value, int proposed) => proposed == 1 ? logRatio : -logRatio;
}

using System.Runtime.CompilerServices;

namespace DiffMH;

/// <summary>Suggests a fresh value, all equally likely, the present one among them.</summary>
/// <param name="sites">How many sites there are.</param>
/// <param name="values">How many values a site can have.</param>
/// <param name="order">Which site comes next.</param>
public readonly struct UniformValue(int sites, int values, SiteOrder order) : IFreshValue
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextSite(int update, ref RandomStream stream) => order == SiteOrder.Random ? stream.NextIndex(sites) : update;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextValue(int value, ref RandomStream stream) => stream.NextIndex(values);
}

using System.Runtime.CompilerServices;

namespace DiffMH.Plugins.Sensitivity;

/// <summary>Logarithms of normal densities.</summary>
internal static class LogNormalDensity
{
    /// <summary>−½ ((x − m)/s)², without what does not depend on x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, T mean, T deviation)
        where T : struct, IScalar<T>
    {
        var z = (x - mean) / deviation;
        return -0.5 * (z * z);
    }
}

namespace DiffMH.Tests.Kernels;

/// <summary>A Gaussian of mean θ that counts, on each thread, how often it is asked.</summary>
internal readonly struct CountedGaussian : IVectorTarget
{
    [ThreadStatic]
    private static long calls;

    /// <summary>How often it was asked since this was last asked.</summary>
    public static long TakeCalls()
    {
        var taken = calls;
        calls = 0;
        return taken;
    }

    public int Dimension => 1;

    public bool IsContinuous => true;

    public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        calls++;
        var z = x[0] - theta[0];
        return -0.5 * (z * z);
    }
}

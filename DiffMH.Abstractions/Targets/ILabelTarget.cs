namespace DiffMH;

/// <summary>A family of unnormalised probabilities g_θ(i) on the labels 0 … n − 1.</summary>
/// <remarks>The engine tabulates the density and its score once for each θ; write it for clarity.</remarks>
public interface ILabelTarget
{
    /// <summary>n, how many labels there are, at least 2.</summary>
    int Labels { get; }

    /// <summary>log g_θ(i), up to a constant that depends on neither i nor θ.</summary>
    /// <param name="label">i, 0 … n − 1.</param>
    /// <param name="theta">All parameters of the model, in the order in which the settings record declares them.</param>
    /// <returns>A finite number, or −∞ outside the support; equal to the last bit where two labels are equally likely, for that is how ties are known.</returns>
    T LogDensity<T>(int label, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>;
}

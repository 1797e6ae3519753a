namespace DiffMH;

/// <summary>How a new vector is suggested from the present one: x′ = T_θ(x, ε) with noise ε whose law depends on neither x nor θ.</summary>
/// <remarks>
/// Here θ are the proposal's own parameters, in the order in which its settings record declares them, and not the model's. A derivative
/// for them goes through x′: T_θ(x, ε) must be smooth in θ and x at fixed ε, and the log ratio continuous.
/// </remarks>
public interface IVectorProposal
{
    /// <summary>How many numbers ε has.</summary>
    int Noise { get; }

    /// <summary>Draws ε.</summary>
    /// <param name="noise">ε, to fill.</param>
    /// <param name="stream">Where the randomness comes from, and nothing else.</param>
    void Draw(Span<double> noise, ref RandomStream stream);

    /// <summary>x′ = T_θ(x, ε).</summary>
    /// <param name="x">The state, d numbers.</param>
    /// <param name="noise">ε.</param>
    /// <param name="theta">The proposal's parameters.</param>
    /// <param name="proposed">x′, d numbers to fill.</param>
    void Propose<T>(ReadOnlySpan<T> x, ReadOnlySpan<double> noise, ReadOnlySpan<T> theta, Span<T> proposed)
        where T : struct, IScalar<T>;

    /// <summary>log q(x′, x) − log q(x, x′); exactly 0 where both are equal, for that is how ties are known.</summary>
    /// <param name="x">The state.</param>
    /// <param name="proposed">x′.</param>
    /// <param name="theta">The proposal's parameters.</param>
    T LogRatio<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> proposed, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>;
}

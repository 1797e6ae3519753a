namespace DiffMH;

/// <summary>A suggested change of a vector, x′ = T_θ(x, ε).</summary>
/// <param name="from">x.</param>
/// <param name="noise">ε.</param>
/// <param name="to">x′.</param>
/// <param name="theta">The proposal's parameters.</param>
public readonly ref struct VectorMove(ReadOnlySpan<Real> from, ReadOnlySpan<double> noise, ReadOnlySpan<Real> to, ReadOnlySpan<Real> theta)
{
    /// <summary>x.</summary>
    public ReadOnlySpan<Real> From { get; } = from;

    /// <summary>ε.</summary>
    public ReadOnlySpan<double> Noise { get; } = noise;

    /// <summary>x′.</summary>
    public ReadOnlySpan<Real> To { get; } = to;

    /// <summary>The proposal's parameters.</summary>
    public ReadOnlySpan<Real> Theta { get; } = theta;
}

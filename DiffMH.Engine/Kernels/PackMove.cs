namespace DiffMH.Engine.Kernels;

/// <summary>The suggested changes of eight lanes, x′ = T_θ(x, ε); see <see cref="VectorMove"/>.</summary>
/// <param name="from">x.</param>
/// <param name="noise">ε.</param>
/// <param name="to">x′.</param>
/// <param name="theta">The proposal's parameters.</param>
internal readonly ref struct PackMove(ReadOnlySpan<Lanes> from, ReadOnlySpan<Lanes> noise, ReadOnlySpan<Lanes> to, ReadOnlySpan<Lanes> theta)
{
    /// <summary>x.</summary>
    public ReadOnlySpan<Lanes> From { get; } = from;

    /// <summary>ε.</summary>
    public ReadOnlySpan<Lanes> Noise { get; } = noise;

    /// <summary>x′.</summary>
    public ReadOnlySpan<Lanes> To { get; } = to;

    /// <summary>The proposal's parameters.</summary>
    public ReadOnlySpan<Lanes> Theta { get; } = theta;
}

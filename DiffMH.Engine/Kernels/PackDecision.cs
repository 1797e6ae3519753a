namespace DiffMH.Engine.Kernels;

/// <summary>What eight primal chains were suggested in a step, and how they decided; see <see cref="VectorDecision"/>.</summary>
/// <param name="move">The suggested changes.</param>
/// <param name="here">log g(x).</param>
/// <param name="there">log g(x′).</param>
/// <param name="coin">u.</param>
/// <param name="accepted">The lanes that accepted.</param>
/// <param name="step">The number of the step.</param>
/// <param name="observed">f of the step where it is a draw of observables that look back; else nothing.</param>
internal readonly ref struct PackDecision(PackMove move, Lanes here, Lanes there, Lanes coin, LaneSet accepted, long step, ReadOnlySpan<Lanes> observed)
{
    /// <summary>The suggested changes.</summary>
    public readonly PackMove Move = move;

    /// <summary>log g(x).</summary>
    public readonly Lanes Here = here;

    /// <summary>log g(x′).</summary>
    public readonly Lanes There = there;

    /// <summary>u.</summary>
    public readonly Lanes Coin = coin;

    /// <summary>The lanes that accepted.</summary>
    public readonly LaneSet Accepted = accepted;

    /// <summary>The number of the step.</summary>
    public readonly long Step = step;

    /// <summary>f of the step where it is a draw of observables that look back; else nothing.</summary>
    public readonly ReadOnlySpan<Lanes> Observed = observed;
}

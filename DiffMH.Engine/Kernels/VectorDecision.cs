namespace DiffMH.Engine.Kernels;

/// <summary>What a primal chain was suggested in a step, and how it decided: what its alternatives follow.</summary>
/// <param name="move">The suggested change.</param>
/// <param name="here">log g(x).</param>
/// <param name="there">log g(x′).</param>
/// <param name="coin">u.</param>
/// <param name="accepted">Whether the suggestion was accepted.</param>
/// <param name="step">The number of the step.</param>
/// <param name="observed">f of the step where it is a draw of observables that look back; else nothing.</param>
internal readonly ref struct VectorDecision(VectorMove move, double here, double there, TossedCoin coin, bool accepted, long step, ReadOnlySpan<double> observed)
{
    /// <summary>The suggested change.</summary>
    public readonly VectorMove Move = move;

    /// <summary>log g(x).</summary>
    public readonly double Here = here;

    /// <summary>log g(x′).</summary>
    public readonly double There = there;

    /// <summary>u.</summary>
    public readonly TossedCoin Coin = coin;

    /// <summary>Whether the suggestion was accepted.</summary>
    public readonly bool Accepted = accepted;

    /// <summary>The number of the step.</summary>
    public readonly long Step = step;

    /// <summary>f of the step where it is a draw of observables that look back; else nothing.</summary>
    public readonly ReadOnlySpan<double> Observed = observed;
}

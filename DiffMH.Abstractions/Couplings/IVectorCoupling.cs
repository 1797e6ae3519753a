namespace DiffMH;

/// <summary>How y′ is suggested for an alternative, given what was suggested for the primal chain.</summary>
/// <typeparam name="TProposal">The proposal q both chains use. Constraints on it say which proposals the coupling fits.</typeparam>
/// <remarks>
/// Implementations are stateless structs and keep one property: averaged over the primal's noise and the coupling's own draws,
/// y′ ~ q(y, ·). The engine drops an alternative as soon as y = x, so that equal chains stay equal.
/// </remarks>
public interface IVectorCoupling<TProposal>
    where TProposal : struct, IVectorProposal
{
    /// <summary>y′, given x, ε, x′ and y.</summary>
    /// <param name="proposal">q.</param>
    /// <param name="primal">The primal chain's suggested move.</param>
    /// <param name="y">The alternative's state, different from x.</param>
    /// <param name="noise">Room for as many numbers as ε has.</param>
    /// <param name="suggestion">y′, d numbers to fill unless the answer is yes.</param>
    /// <param name="stream">The coupling's own randomness.</param>
    /// <returns>Whether y′ = x′. The engine then copies x′: that chains are equal is known, never found by comparing rounded numbers.</returns>
    bool Couple(in TProposal proposal, in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream);
}

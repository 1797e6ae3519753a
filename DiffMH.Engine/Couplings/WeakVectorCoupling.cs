namespace DiffMH.Engine.Couplings;

/// <summary>Vectors: another coupling with a given probability, else y′ ~ q(y, ·) afresh.</summary>
/// <typeparam name="TProposal">Any proposal of vectors.</typeparam>
/// <typeparam name="TCoupling">The other coupling.</typeparam>
/// <param name="strength">The probability, below 1.</param>
/// <remarks>Keeps the marginal because the coin knows nothing of x′. Gains: P(meet) is the strength times the other coupling's.</remarks>
public readonly struct WeakVectorCoupling<TProposal, TCoupling>(double strength) : IVectorCoupling<TProposal>
    where TProposal : struct, IVectorProposal
    where TCoupling : struct, IVectorCoupling<TProposal>
{
    /// <inheritdoc/>
    public bool Couple(in TProposal proposal, in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream) =>
        stream.NextUniform() < strength
            ? default(TCoupling).Couple(proposal, primal, y, noise, suggestion, ref stream)
            : default(IndependentVectorCoupling<TProposal>).Couple(proposal, primal, y, noise, suggestion, ref stream);
}

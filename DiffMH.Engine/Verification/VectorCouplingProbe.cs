namespace DiffMH.Engine.Verification;

/// <summary>A coupling of vectors with its proposal.</summary>
/// <param name="proposal">The proposal.</param>
/// <param name="coupling">The coupling.</param>
internal sealed class VectorCouplingProbe<TProposal, TCoupling>(TProposal proposal, TCoupling coupling) : IVectorCouplingProbe
    where TProposal : struct, IVectorProposal
    where TCoupling : struct, IVectorCoupling<TProposal>
{
    public bool Couple(in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream) =>
        coupling.Couple(proposal, primal, y, noise, suggestion, ref stream);
}

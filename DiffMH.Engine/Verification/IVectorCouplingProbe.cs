namespace DiffMH.Engine.Verification;

/// <summary>A coupling of vectors whose proposal is no longer a type parameter.</summary>
internal interface IVectorCouplingProbe
{
    /// <inheritdoc cref="IVectorCoupling{TProposal}.Couple"/>
    bool Couple(in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream);
}

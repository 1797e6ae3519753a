namespace DiffMH.Tests.Kernels;

/// <summary>Wrong on purpose: the alternative is sent far away.</summary>
/// <typeparam name="TProposal">Any proposal of vectors.</typeparam>
public readonly struct FarSuggestion<TProposal> : IVectorCoupling<TProposal>
    where TProposal : struct, IVectorProposal
{
    public bool Couple(in TProposal proposal, in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream)
    {
        suggestion[0] = y[0] + new Real(1000);
        return false;
    }
}

namespace DiffMH;

/// <summary>A proposal of vectors whose density can be evaluated.</summary>
public interface IProposalDensity : IVectorProposal
{
    /// <summary>log q(x, x′), up to a term that depends on neither; −∞ where x′ is never suggested.</summary>
    /// <param name="from">x.</param>
    /// <param name="to">x′.</param>
    /// <param name="theta">The proposal's parameters.</param>
    /// <param name="room">Room for as many numbers as ε has; what it holds is lost.</param>
    double LogDensity(ReadOnlySpan<Real> from, ReadOnlySpan<Real> to, ReadOnlySpan<Real> theta, Span<double> room);
}

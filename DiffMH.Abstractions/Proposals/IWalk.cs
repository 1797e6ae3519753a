namespace DiffMH;

/// <summary>A random walk x′ = x + L ε whose noise has as many numbers as the state.</summary>
public interface IWalk : IVectorProposal
{
    /// <summary>Whitened coordinates of a step: L⁻¹ (to − from).</summary>
    /// <param name="from">Where the step begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="theta">The proposal's parameters.</param>
    /// <param name="noise">The ε that leads from one to the other, to fill.</param>
    void Whiten(ReadOnlySpan<Real> from, ReadOnlySpan<Real> to, ReadOnlySpan<Real> theta, Span<double> noise);
}

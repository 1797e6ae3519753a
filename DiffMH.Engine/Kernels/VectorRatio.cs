using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>log r = log g(x′) − log g(x) + log q(x′,x) − log q(x,x′) of a move on real vectors.</summary>
internal static class VectorRatio
{
    /// <summary>log r; exactly 0 at a tie of equal densities under a symmetric proposal.</summary>
    /// <param name="proposal">q.</param>
    /// <param name="here">log g(x).</param>
    /// <param name="from">x.</param>
    /// <param name="there">log g(x′).</param>
    /// <param name="to">x′.</param>
    /// <param name="theta">The proposal's parameters.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log<TProposal>(in TProposal proposal, double here, ReadOnlySpan<Real> from, double there, ReadOnlySpan<Real> to, ReadOnlySpan<Real> theta)
        where TProposal : struct, IVectorProposal => there - here + proposal.LogRatio(from, to, theta).Value;

    /// <summary>Refuses a log ratio that is not a number, which no coin accepts. Outside the support the answer is no in any case.</summary>
    /// <param name="logRatio">log r.</param>
    /// <param name="proposal">q.</param>
    /// <param name="from">x.</param>
    /// <param name="there">log g(x′).</param>
    /// <param name="to">x′.</param>
    /// <param name="theta">The proposal's parameters.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireNumber<TProposal>(double logRatio, in TProposal proposal, ReadOnlySpan<Real> from, double there, ReadOnlySpan<Real> to, ReadOnlySpan<Real> theta)
        where TProposal : struct, IVectorProposal
    {
        if (double.IsNaN(logRatio) && !double.IsNegativeInfinity(there))
        {
            throw ModelCheck.InvalidProposalRatio(proposal.LogRatio(from, to, theta).Value, from, to);
        }
    }
}

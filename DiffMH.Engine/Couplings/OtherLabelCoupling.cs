using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Couplings;

/// <summary>What <see cref="ResidualCoupling{TProposal}"/> is for "one of the others": y′ = x′ unless x′ = y, then y′ = x.</summary>
/// <remarks>
/// There only x is left of q(y, ·), so that nothing needs to be drawn to find it. Where each step has a stream of numbers to itself
/// the results are the same to the bit; a coupling of less strength shares the stream, and draws as before. As nothing is drawn, two
/// alternatives at one label stay together, and merge.
/// </remarks>
public readonly struct OtherLabelCoupling : ILabelCoupling<OtherLabel>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Couple(in OtherLabel proposal, int x, int proposed, int y, ref RandomStream stream)
    {
        // Which label is suggested again is a toss-up: no branch, or every other one would be mispredicted.
        var isTaken = proposed == y ? 1 : 0;
        return proposed ^ ((proposed ^ x) & -isTaken);
    }
}

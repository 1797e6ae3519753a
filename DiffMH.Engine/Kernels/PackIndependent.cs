using System.Runtime.CompilerServices;
using DiffMH.Engine.Couplings;

namespace DiffMH.Engine.Kernels;

/// <summary><see cref="IndependentVectorCoupling{TProposal}"/> in eight lanes.</summary>
/// <typeparam name="TWalk">The walk both chains take.</typeparam>
internal readonly struct PackIndependent<TWalk> : IPackCoupling<TWalk>
    where TWalk : struct, IPackWalk
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneSet Couple(in TWalk walk, in PackMove primal, ReadOnlySpan<Lanes> y, LaneSet where, Span<Lanes> noise, Span<Lanes> suggestion, ref StreamPack streams)
    {
        var before = streams;
        walk.Draw(noise, ref streams);
        streams.PutBack(before, ~where);
        walk.Propose(y, noise, primal.Theta, suggestion);
        return default;
    }
}

using System.Runtime.CompilerServices;
using DiffMH.Engine.Couplings;

namespace DiffMH.Engine.Kernels;

/// <summary><see cref="ReflectionCoupling{TProposal}"/> in eight lanes.</summary>
/// <typeparam name="TWalk">The walk both chains take.</typeparam>
internal readonly struct PackReflection<TWalk> : IPackCoupling<TWalk>
    where TWalk : struct, IPackWalk
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneSet Couple(in TWalk walk, in PackMove primal, ReadOnlySpan<Lanes> y, LaneSet where, Span<Lanes> noise, Span<Lanes> suggestion, ref StreamPack streams)
    {
        walk.Whiten(primal.From, y, primal.Theta, noise);
        var reflection = new Reflection<Lanes>(primal.Noise, noise);
        var logRatio = walk.LogNoiseDensity(reflection.After) - walk.LogNoiseDensity(reflection.Before);
        var coin = streams.NextUniform(where & ~(logRatio >= default(Lanes)));
        var copies = where & PackCoin.Accepts(coin, logRatio);
        if ((where & ~copies).IsEmpty)
        {
            return copies;
        }

        Reflection<Lanes>.Mirror(primal.Noise, noise);
        walk.Propose(y, noise, primal.Theta, suggestion);
        return copies;
    }
}

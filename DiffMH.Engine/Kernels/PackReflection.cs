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
        var (length, before, after, along) = (default(Lanes), default(Lanes), default(Lanes), default(Lanes));
        for (var i = 0; i < noise.Length; i++)
        {
            var (z, d) = (primal.Noise[i], noise[i]);
            length += d * d;
            before += z * z;
            after += (z - d) * (z - d);
            along += z * d;
        }

        var logRatio = walk.LogNoiseDensity(after) - walk.LogNoiseDensity(before);
        var coin = streams.NextUniform(where & ~(logRatio >= default(Lanes)));
        var copies = where & PackCoin.Accepts(coin, logRatio);
        if ((where & ~copies).IsEmpty)
        {
            return copies;
        }

        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = primal.Noise[i] - (2 * along / length * noise[i]);
        }

        walk.Propose(y, noise, primal.Theta, suggestion);
        return copies;
    }
}

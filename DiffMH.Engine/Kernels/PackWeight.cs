using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Engine.Kernels;

/// <summary>The weights of the newborns of eight lanes: those of <see cref="BirthWeight"/>.</summary>
internal static class PackWeight
{
    /// <summary>Writes v and returns the masses; 0 where none is born. For <see cref="EstimatorMethod.Dmh"/>.</summary>
    /// <param name="estimator">Scheme and pruning.</param>
    /// <param name="where">Where log r ≤ 0, and not −∞: elsewhere none is born.</param>
    /// <param name="accepted">Whether the coin accepted.</param>
    /// <param name="logRatio">log r.</param>
    /// <param name="score">∂log r, p numbers.</param>
    /// <param name="weight">v, p numbers to fill.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Fill(EstimatorSettings estimator, LaneSet where, LaneSet accepted, Lanes logRatio, ReadOnlySpan<Lanes> score, Span<Lanes> weight)
    {
        var mass = where.Select(Norm(estimator.Scheme, where, accepted, logRatio, score, weight), default);
        return estimator.Pruning == Pruning.Uniform ? (mass > default(Lanes)).Ones : mass;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Norm(Scheme scheme, LaneSet where, LaneSet accepted, Lanes logRatio, ReadOnlySpan<Lanes> score, Span<Lanes> weight)
    {
        var falls = where & (logRatio < default(Lanes));
        var ratio = Exp(logRatio, scheme switch { Scheme.Symmetric => falls, Scheme.Accept => default, _ => falls & ~accepted });
        if (scheme == Scheme.OneSided)
        {
            weight[0] = OneSided(accepted, ratio, score[0]);
            return weight[0];
        }

        var factor = falls.Select(Factor(scheme, accepted, ratio), accepted.Select(Lanes.Constant(-0.5), default));
        var squares = default(Lanes);
        for (var i = 0; i < weight.Length; i++)
        {
            weight[i] = factor * score[i];
            squares += weight[i] * weight[i];
        }

        return Lanes.Sqrt(squares);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Factor(Scheme scheme, LaneSet accepted, Lanes ratio) => scheme switch
    {
        Scheme.Symmetric => accepted.Select(-ratio, ratio),
        Scheme.Accept => accepted.Select(Lanes.Constant(-1), default),
        Scheme.Reject => accepted.Select(default, ratio / (Lanes.Constant(1) - ratio)),
        _ => throw new ArgumentOutOfRangeException(nameof(scheme), scheme, "Unknown scheme."),
    };

    private static Lanes OneSided(LaneSet accepted, Lanes ratio, Lanes score)
    {
        var rejected = new Lanes(Vector512.Max(Vector512<double>.Zero, (ratio * score).Numbers)) / (Lanes.Constant(1) - ratio);
        return accepted.Select(new(Vector512.Max(Vector512<double>.Zero, (-score).Numbers)), rejected);
    }

    /// <summary>eᵃ in some lanes, and in the others a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Exp(Lanes a, LaneSet where)
    {
        ref var first = ref Unsafe.As<Lanes, double>(ref a);
        for (var left = where.Places; left != 0; left &= left - 1)
        {
            ref var number = ref Unsafe.Add(ref first, BitOperations.TrailingZeroCount(left));
            number = Math.Exp(number);
        }

        return a;
    }
}

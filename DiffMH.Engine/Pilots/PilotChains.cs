using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace DiffMH.Engine.Pilots;

/// <summary>Which chains a pilot runs: the point's own in length, eight to a replicate, on streams of their own.</summary>
/// <remarks>
/// A group is one chain, so that variance and work are those of one chain whatever <c>chain.chains</c> is. The streams are not the sweep's:
/// a choice made by numbers that are then the result would be a choice of the luckiest. All candidates have the same streams, so that
/// their primal chains are the same and they are compared in pairs.
/// </remarks>
internal static class PilotChains
{
    /// <summary>Chains of a replicate.</summary>
    public const int Chains = 8;

    /// <summary>The stream key of a point's pilot.</summary>
    public static string StreamKey(PointSpec point) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"diffmh-pilot-1 {point.StreamKey}")));

    /// <summary>The candidates with the chains they run.</summary>
    /// <param name="candidates">The candidates, of one point.</param>
    /// <param name="mostUpdates">Updates of primal chains that one chain of every candidate may take together; draws are left out where they take more, warm-up only where nothing else helps.</param>
    /// <param name="updatesPerStep">Updates in one step of a chain.</param>
    /// <param name="fewestDraws">So many draws stay, and as many steps of warm-up, whatever they take.</param>
    public static ImmutableArray<PilotCandidate> For(ImmutableArray<PilotCandidate> candidates, decimal mostUpdates, int updatesPerStep, int fewestDraws)
    {
        if (candidates.IsEmpty)
        {
            return [];
        }

        var mostSteps = (long)(mostUpdates / updatesPerStep / candidates.Sum(candidate => candidate.Estimator.Thetas));
        return [.. candidates.Select(candidate => candidate with { Spec = candidate.Spec with { Chain = Shortened(candidate.Spec.Chain, mostSteps, fewestDraws) } })];
    }

    private static ChainSettings Shortened(ChainSettings chain, long mostSteps, int fewestDraws)
    {
        chain = chain with { Chains = Chains };
        if (chain.Steps <= mostSteps)
        {
            return chain;
        }

        var warmup = (int)Math.Min(chain.Warmup, Math.Max(mostSteps / 2, fewestDraws));
        var draws = Math.Max(fewestDraws, (mostSteps - warmup) / chain.Thin);
        return chain with { Warmup = warmup, Draws = (int)Math.Min(chain.Draws, draws) };
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Engine.Kernels;

/// <summary>The noise and the coins of a primal chain's next steps. They depend on no state and are drawn ahead, in a loop that waits for no decision.</summary>
/// <typeparam name="TProposal">q.</typeparam>
/// <param name="proposal">q.</param>
internal sealed class PrimalDraws<TProposal>(TProposal proposal)
    where TProposal : struct, IVectorProposal
{
    /// <summary>The most steps at a time, a multiple of the numbers whose logarithms are taken at once.</summary>
    private const int MostSteps = 64;

    /// <summary>How many numbers of noise are drawn ahead at most, unless one step has more: as many as stay in the first cache.</summary>
    private const int MostNumbers = 2048;

    private readonly TProposal proposal = proposal;
    private readonly int size = proposal.Noise;
    private readonly double[] noise = new double[StepsOf(proposal.Noise) * proposal.Noise];
    private readonly double[] coins = new double[MostSteps];
    private readonly double[] logs = new double[MostSteps];

    /// <summary>How many steps can be drawn at a time.</summary>
    public int Most => StepsOf(size);

    /// <summary>Draws, for each step ε and then u.</summary>
    /// <param name="steps">How many steps, at most <see cref="Most"/>.</param>
    /// <param name="primal">The chain's stream.</param>
    public void Draw(int steps, ref RandomStream primal)
    {
        for (var i = 0; i < steps; i++)
        {
            proposal.Draw(noise.AsSpan(i * size, size), ref primal);
            coins[i] = primal.NextUniform();
        }

        for (var i = 0; i < steps; i += Vector512<double>.Count)
        {
            Vector512.Log(Vector512.LoadUnsafe(ref coins[i])).StoreUnsafe(ref logs[i]);
        }
    }

    /// <summary>ε of a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<double> Noise(int step) => noise.AsSpan(step * size, size);

    /// <summary>u of a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TossedCoin Coin(int step) => new(coins[step], logs[step]);

    private static int StepsOf(int noise) => Math.Clamp(MostNumbers / Math.Max(1, noise), 1, MostSteps);
}

using System.Runtime.CompilerServices;

namespace DiffMH;

/// <summary>Suggests one of the other n − 1 labels, all equally likely.</summary>
/// <param name="labels">n, at least 2.</param>
public readonly struct OtherLabel(int labels) : ILabelProposal
{
    private readonly double probability = 1.0 / (labels - 1);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Propose(int label, ref RandomStream stream)
    {
        // The sign bit, since a branch would be mispredicted every other time.
        var other = stream.NextIndex(labels - 1);
        return other + ((label - other - 1) >>> 31);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Probability(int from, int to) => from == to ? 0 : probability;
}

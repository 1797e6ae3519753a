namespace DiffMH;

/// <summary>Suggests one of the other n − 1 labels, all equally likely.</summary>
/// <param name="labels">n, at least 2.</param>
public readonly struct OtherLabel(int labels) : ILabelProposal
{
    private readonly double probability = 1.0 / (labels - 1);

    /// <inheritdoc/>
    public int Propose(int label, ref RandomStream stream)
    {
        var other = stream.NextIndex(labels - 1);
        return other < label ? other : other + 1;
    }

    /// <inheritdoc/>
    public double Probability(int from, int to) => from == to ? 0 : probability;
}

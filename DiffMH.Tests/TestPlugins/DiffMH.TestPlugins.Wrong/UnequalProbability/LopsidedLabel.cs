namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: suggests the next label more often than it says.</summary>
public readonly struct LopsidedLabel : ILabelProposal
{
    /// <inheritdoc/>
    public int Propose(int label, ref RandomStream stream) =>
        stream.NextUniform() < 0.1 ? (label + 1) % TiltedLabels.Count : (label + 1 + stream.NextIndex(TiltedLabels.Count - 1)) % TiltedLabels.Count;

    /// <inheritdoc/>
    public double Probability(int from, int to) => from == to ? 0 : 1.0 / (TiltedLabels.Count - 1);
}

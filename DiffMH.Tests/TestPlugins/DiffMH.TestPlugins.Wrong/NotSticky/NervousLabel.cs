namespace DiffMH.TestPlugins.Wrong;

/// <summary>A sound proposal, so that a coupling can be made for it alone.</summary>
public readonly struct NervousLabel : INervousLabel
{
    private static readonly OtherLabel Right = new(TiltedLabels.Count);

    /// <inheritdoc/>
    public int Propose(int label, ref RandomStream stream) => Right.Propose(label, ref stream);

    /// <inheritdoc/>
    public double Probability(int from, int to) => Right.Probability(from, to);
}

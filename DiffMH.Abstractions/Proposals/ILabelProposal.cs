namespace DiffMH;

/// <summary>How a new label is suggested from the present one.</summary>
public interface ILabelProposal
{
    /// <summary>x′ ~ q(x, ·).</summary>
    /// <param name="label">x.</param>
    /// <param name="stream">Where the randomness comes from, and nothing else.</param>
    int Propose(int label, ref RandomStream stream);

    /// <summary>q(x, x′), the probability of suggesting one label from another.</summary>
    double Probability(int from, int to);
}

namespace DiffMH;

/// <summary>A site proposal whose value has an asymmetric law, which then enters the ratio r.</summary>
/// <remarks>
/// The engine asks once for each pair of values. A tie, log r = 0, is known only where the target's log ratio and this one are both
/// exactly 0; at a θ where they cancel otherwise the estimate is a one-sided derivative.
/// </remarks>
public interface IAsymmetricValue : ISiteProposal
{
    /// <summary>log q(v′ → v) − log q(v → v′); exactly 0 where both are equal, +∞ or −∞ where one of them is 0.</summary>
    /// <param name="value">v.</param>
    /// <param name="proposed">v′, another value.</param>
    double LogRatio(int value, int proposed);
}

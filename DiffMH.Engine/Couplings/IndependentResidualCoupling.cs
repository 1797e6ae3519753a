using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Couplings;

/// <summary>Vectors: copies x′ as often as any coupling can, else draws from what is left of q(y, ·), independently of x′.</summary>
/// <typeparam name="TProposal">Any proposal with a density.</typeparam>
/// <remarks>
/// y′ = x′ with probability min(1, q(y,x′)/q(x,x′)), else y′ ~ q(y, ·) is drawn until V q(y,y′) > q(x,y′) with uniform V. Keeps: the copies
/// have density min(q(x, ·), q(y, ·)), the draws the rest (q(y, ·) − q(x, ·))₊. Gains: P(meet) = ∫ min(q(x, ·), q(y, ·)), the largest possible;
/// 2 Φ(−|d|/2) for Gaussian steps, 1 where q does not depend on x. One draw on average, the more the nearer the chains, but then seldom.
/// Where the chains do not meet they part by more than under reflection. Maximal coupling by residuals, Jacob, O'Leary and Atchadé 2020, arXiv:1708.03625.
/// </remarks>
public readonly struct IndependentResidualCoupling<TProposal> : IVectorCoupling<TProposal>
    where TProposal : struct, IProposalDensity
{
    private const int MostRejections = 100_000_000;

    /// <inheritdoc/>
    public bool Couple(in TProposal proposal, in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream)
    {
        var logRatio = proposal.LogDensity(y, primal.To, primal.Theta, noise) - proposal.LogDensity(primal.From, primal.To, primal.Theta, noise);
        if (CopyCoin.Accepts(logRatio, ref stream))
        {
            return true;
        }

        for (var rejections = 0; rejections < MostRejections; rejections++)
        {
            proposal.Draw(noise, ref stream);
            proposal.Propose(y, noise, primal.Theta, suggestion);
            var own = proposal.LogDensity(y, suggestion, primal.Theta, noise);
            if (stream.NextUniform() > Math.Exp(proposal.LogDensity(primal.From, suggestion, primal.Theta, noise) - own))
            {
                return false;
            }
        }

        throw new InvalidModelException(
            $"After {MostRejections} draws from {typeof(TProposal).Name} at {VectorText.Of(y)} none was more probable there than at {VectorText.Of(primal.From)}: its LogDensity does not describe its draws.");
    }
}

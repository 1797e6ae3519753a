using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Couplings;

/// <summary>Labels: copies x′ as often as any coupling can, else draws from what is left of q(y, ·).</summary>
/// <typeparam name="TProposal">Any proposal of labels.</typeparam>
/// <remarks>
/// Keeps: with a = min(1, q(y,x′)/q(x,x′)), P(y′ = z) = min(q(x,z), q(y,z)) + (1 − Σ min) (q(y,z) − q(x,z))₊ / (1 − Σ min) = q(y,z).
/// Gains: P(y′ = x′) = Σ min(q(x,z), q(y,z)), the largest possible. With "one of the others" it is: y′ = x′ unless x′ = y, then y′ = x.
/// Maximal coupling by residuals, e.g. Jacob, O'Leary and Atchadé 2020, arXiv:1708.03625.
/// </remarks>
public readonly struct ResidualCoupling<TProposal> : ILabelCoupling<TProposal>
    where TProposal : struct, ILabelProposal
{
    private const int MostRejections = 1_000_000;

    /// <inheritdoc/>
    public int Couple(in TProposal proposal, int x, int proposed, int y, ref RandomStream stream)
    {
        if (x == y)
        {
            return proposed;
        }

        var there = proposal.Probability(y, proposed);
        var here = proposal.Probability(x, proposed);
        if (there >= here || stream.NextUniform() * here < there)
        {
            return proposed;
        }

        // Rejection from q(y, ·) keeps z with probability (q(y,z) − q(x,z))₊ / q(y,z).
        for (var rejections = 0; rejections < MostRejections; rejections++)
        {
            var label = proposal.Propose(y, ref stream);
            if (stream.NextUniform() * proposal.Probability(y, label) >= proposal.Probability(x, label))
            {
                return label;
            }
        }

        throw new InvalidModelException($"After {MostRejections} draws from {typeof(TProposal).Name} at label {y} none was more probable there than at label {x}: its Probability does not describe its Propose.");
    }
}

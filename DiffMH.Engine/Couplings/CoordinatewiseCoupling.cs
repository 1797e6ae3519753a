namespace DiffMH.Engine.Couplings;

/// <summary>Vectors, product steps: in each coordinate by itself, copies x′ᵢ as often as any coupling can, else mirrors the step.</summary>
/// <typeparam name="TProposal">A random walk with independent, symmetric coordinates.</typeparam>
/// <remarks>
/// With z = εᵢ and d = (yᵢ − xᵢ)/σᵢ: y′ᵢ = x′ᵢ with probability min(1, φ(z − d)/φ(z)), else y′ᵢ = yᵢ − σᵢ z. Keeps: as for
/// <see cref="ReflectionCoupling{TProposal}"/> in one dimension, with coordinates independent of each other. Gains: P(meet) is the product
/// of the coordinates' overlaps 2 P(ε > |d|/2): of Laplace steps Π exp(−|dᵢ|/2), in a box Π max(0, 1 − |dᵢ|/2), of Gaussian ones Π 2 Φ(−|dᵢ|/2),
/// less than <see cref="ReflectionCoupling{TProposal}"/> has from two dimensions on; but coordinates that have met stay together.
/// </remarks>
public readonly struct CoordinatewiseCoupling<TProposal> : IVectorCoupling<TProposal>
    where TProposal : struct, IProductWalk
{
    /// <inheritdoc/>
    public bool Couple(in TProposal proposal, in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream)
    {
        proposal.Whiten(primal.From, y, primal.Theta, noise);
        var copies = true;
        for (var i = 0; i < noise.Length; i++)
        {
            // What is in noise becomes the step of y; a coordinate that has met has d = 0 exactly and is copied without a draw.
            var (z, d) = (primal.Noise[i], noise[i]);
            var logRatio = proposal.LogCoordinateDensity(z - d) - proposal.LogCoordinateDensity(z);
            var isCopied = CopyCoin.Accepts(logRatio, ref stream);
            noise[i] = isCopied ? double.NaN : -z;
            copies &= isCopied;
        }

        if (!copies)
        {
            proposal.Propose(y, noise, primal.Theta, suggestion);
            for (var i = 0; i < noise.Length; i++)
            {
                suggestion[i] = double.IsNaN(noise[i]) ? primal.To[i] : suggestion[i];
            }
        }

        return copies;
    }
}

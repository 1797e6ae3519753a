namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: a reflection that mirrors by 1.9 in place of 2, so that y′ is too near to y, by a tenth, along one line, where it is not copied.</summary>
/// <typeparam name="TProposal">A walk with standard normal steps.</typeparam>
public readonly struct WeakMirrorCoupling<TProposal> : IVectorCoupling<TProposal>
    where TProposal : struct, IMirroredWalk
{
    private const double Factor = 1.9;

    /// <inheritdoc/>
    public bool Couple(in TProposal proposal, in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream)
    {
        var (squares, along) = (0.0, 0.0);
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = y[i].Value - primal.From[i].Value;
            squares += noise[i] * noise[i];
            along += noise[i] * primal.Noise[i];
        }

        if (stream.NextUniform() < Math.Exp(along - (0.5 * squares)))
        {
            return true;
        }

        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = primal.Noise[i] - (Factor * along / squares * noise[i]);
        }

        proposal.Propose(y, noise, primal.Theta, suggestion);
        return false;
    }
}

using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Verification;

/// <summary>What a proposal of vectors suggests to a chain of its own.</summary>
/// <param name="trial">The proposal.</param>
/// <param name="dimension">d.</param>
internal sealed class VectorSuggestions(ProposalTrial trial, int dimension)
{
    private const int SampleSize = 400;

    private readonly IVectorProposal proposal = (IVectorProposal)trial.Proposal;
    private readonly Real[] theta = Seeded.Reals(trial.Theta);

    /// <summary>One suggestion at y.</summary>
    public Real[] At(Real[] y, ref RandomStream stream)
    {
        var (noise, next) = (new double[proposal.Noise], new Real[dimension]);
        proposal.Draw(noise, ref stream);
        proposal.Propose<Real>(y, noise, theta, next);
        return next;
    }

    /// <summary>Several suggestions at y.</summary>
    public Real[][] Sample(Real[] y, ref RandomStream stream)
    {
        var sample = new Real[SampleSize][];
        for (var i = 0; i < sample.Length; i++)
        {
            sample[i] = At(y, ref stream);
        }

        return sample;
    }

    /// <summary>The standard deviation of each coordinate in a sample; 1 where it does not vary.</summary>
    public static double[] Widths(Real[][] sample)
    {
        var widths = new double[sample[0].Length];
        for (var i = 0; i < widths.Length; i++)
        {
            var numbers = Array.ConvertAll(sample, point => point[i].Value);
            var mean = numbers.Average();
            widths[i] = numbers.Max() > numbers.Min() ? Math.Sqrt(numbers.Average(number => (number - mean) * (number - mean))) : 1;
        }

        return widths;
    }
}

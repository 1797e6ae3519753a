using System.Runtime.InteropServices;
using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Verification;

/// <summary>States that a chain visits, for trying formulas at them.</summary>
/// <param name="target">The density.</param>
/// <param name="theta">θ of the model.</param>
/// <param name="proposal">A proposal.</param>
/// <param name="proposalTheta">Its θ.</param>
internal sealed class VectorPool(IVectorTarget target, double[] theta, IVectorProposal proposal, double[] proposalTheta)
{
    private const int Steps = 400;
    private const int Every = 40;

    private readonly List<double[]> states = [];

    /// <summary>The states.</summary>
    public IReadOnlyList<double[]> States => states;

    /// <summary>Adds the start of a chain and states it visits.</summary>
    public void Walk(double[] start, RandomStream stream)
    {
        states.Add(start);
        var (reals, parameters) = (Seeded.Reals(theta), Seeded.Reals(proposalTheta));
        var (x, next, noise) = (Seeded.Reals(start), new Real[start.Length], new double[proposal.Noise]);
        var density = target.LogDensity<Real>(x, reals).Value;
        for (var step = 1; step <= Steps; step++)
        {
            proposal.Draw(noise, ref stream);
            proposal.Propose<Real>(x, noise, parameters, next);
            var there = target.LogDensity<Real>(next, reals).Value;
            if (Math.Log(stream.NextUniform()) < there - density + proposal.LogRatio<Real>(x, next, parameters).Value)
            {
                (x, next, density) = (next, x, there);
            }

            if (step % Every == 0)
            {
                states.Add(MemoryMarshal.Cast<Real, double>(x.AsSpan()).ToArray());
            }
        }
    }
}

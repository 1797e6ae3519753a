using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffMH.Engine.Couplings;

/// <summary>Vectors: copies x′ as often as any coupling can, else steps from y as x stepped, mirrored in the plane between the chains.</summary>
/// <typeparam name="TProposal">A random walk that is spherically symmetric in whitened coordinates.</typeparam>
/// <remarks>
/// With z = ε, d = L⁻¹ (y − x) and e = d/|d|: y′ = x′ with probability min(1, φ(z − d)/φ(z)), else y′ = y + L (z − 2 (e·z) e).
/// Keeps: with z′ = L⁻¹ (y′ − y) the copies have density min(φ(z′), φ(z′ + d)), and the mirror images what is missing, (φ(z′) − φ(z′ + d))₊,
/// because the mirror R keeps lengths and R z′ − d = R (z′ + d). Gains: P(meet) = 2 Φ(−|d|/2) for Gaussian steps, the largest possible.
/// Bou-Rabee, Eberle and Zimmer 2020, arXiv:1805.00452.
/// </remarks>
public readonly struct ReflectionCoupling<TProposal> : IVectorCoupling<TProposal>
    where TProposal : struct, ISphericalWalk
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Couple(in TProposal proposal, in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream)
    {
        proposal.Whiten(primal.From, y, primal.Theta, noise);
        var step = MemoryMarshal.Cast<double, Real>(primal.Noise);
        var distance = MemoryMarshal.Cast<double, Real>(noise);
        var reflection = new Reflection<Real>(step, distance);
        var logRatio = proposal.LogNoiseDensity(reflection.After.Value) - proposal.LogNoiseDensity(reflection.Before.Value);
        if (CopyCoin.Accepts(logRatio, ref stream))
        {
            return true;
        }

        Reflection<Real>.Mirror(step, distance);
        proposal.Propose(y, noise, primal.Theta, suggestion);
        return false;
    }
}

namespace DiffMH;

/// <summary>A spherical walk that can also take the steps of eight lanes at once, in each lane to the bit as <see cref="IVectorProposal"/> takes them one by one.</summary>
public interface IPackWalk : ISphericalWalk
{
    /// <summary>Draws ε.</summary>
    /// <param name="noise">ε of each lane, to fill.</param>
    /// <param name="streams">The lanes' streams.</param>
    void Draw(Span<Lanes> noise, ref StreamPack streams);

    /// <summary>x′ = T_θ(x, ε).</summary>
    /// <param name="x">The states.</param>
    /// <param name="noise">ε.</param>
    /// <param name="theta">The proposal's parameters in each lane.</param>
    /// <param name="proposed">x′, to fill.</param>
    void Propose(ReadOnlySpan<Lanes> x, ReadOnlySpan<Lanes> noise, ReadOnlySpan<Lanes> theta, Span<Lanes> proposed);

    /// <summary>The same with derivatives in one direction of θ.</summary>
    /// <param name="x">The states.</param>
    /// <param name="noise">ε.</param>
    /// <param name="theta">The proposal's parameters in each lane.</param>
    /// <param name="proposed">x′, to fill.</param>
    void Propose(ReadOnlySpan<DualLanes> x, ReadOnlySpan<Lanes> noise, ReadOnlySpan<DualLanes> theta, Span<DualLanes> proposed);

    /// <summary>Whitened coordinates of a step: L⁻¹ (to − from).</summary>
    /// <param name="from">Where the step begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="theta">The proposal's parameters in each lane.</param>
    /// <param name="noise">The ε that leads from one to the other, to fill.</param>
    void Whiten(ReadOnlySpan<Lanes> from, ReadOnlySpan<Lanes> to, ReadOnlySpan<Lanes> theta, Span<Lanes> noise);

    /// <summary>log φ(ε), up to a constant.</summary>
    /// <param name="squaredLength">|ε|².</param>
    Lanes LogNoiseDensity(Lanes squaredLength);
}

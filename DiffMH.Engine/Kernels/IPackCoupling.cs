namespace DiffMH.Engine.Kernels;

/// <summary>A coupling of vectors for the alternatives of eight lanes: in each lane what its <see cref="IVectorCoupling{TProposal}"/> does there.</summary>
/// <typeparam name="TWalk">The walk both chains take.</typeparam>
internal interface IPackCoupling<TWalk>
    where TWalk : struct, IPackWalk
{
    /// <summary>y′ in each lane that has an alternative.</summary>
    /// <param name="walk">q.</param>
    /// <param name="primal">The primal chains' suggested moves.</param>
    /// <param name="y">The alternatives' states.</param>
    /// <param name="where">The lanes that have one.</param>
    /// <param name="noise">Room for as many numbers as ε has.</param>
    /// <param name="suggestion">y′, to fill where it is not x′.</param>
    /// <param name="streams">The coupling's own randomness, untouched in the other lanes.</param>
    /// <returns>Where y′ = x′.</returns>
    LaneSet Couple(in TWalk walk, in PackMove primal, ReadOnlySpan<Lanes> y, LaneSet where, Span<Lanes> noise, Span<Lanes> suggestion, ref StreamPack streams);
}

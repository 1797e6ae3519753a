namespace DiffMH;

/// <summary>A kernel that a plugin brings for its own model, faster than the engine's generic one and in statistical agreement with it.</summary>
/// <typeparam name="TSettings">The model's settings record.</typeparam>
/// <remarks>
/// Its random numbers may differ from those of the generic kernel, so its results are other bits. Both must estimate the same
/// expectations and derivatives. Any number of threads may ask at once.
/// </remarks>
public interface IKernelOffer<TSettings>
    where TSettings : class, new()
{
    /// <summary>Which weights of newborns the kernel works with: those of points that leave the scheme open.</summary>
    Scheme Scheme { get; }

    /// <summary>How many alternatives a lane keeps where the point leaves it open, 1 … 63.</summary>
    int Alternatives { get; }

    /// <summary>
    /// How many lanes of a point are computed together, at least 1: lanes are numbered replicate by replicate, and chain by chain within a replicate. A batch that
    /// does not hold a whole number of such packs costs as much as one that does.
    /// </summary>
    int LanesTogether { get; }

    /// <summary>Why the kernel cannot run a point, as a clause that follows "the kernel needs"; null where it can.</summary>
    /// <param name="settings">The model's settings.</param>
    /// <param name="request">The point.</param>
    string? Lacks(TSettings settings, KernelRequest request);

    /// <summary>
    /// Why a point that the kernel can run is left to the generic one unless it names the kernel, as a clause that follows "the kernel needs"; null, as by default, where nothing
    /// speaks against it. For settings with which standard errors would be too small by more than about 5 %, since lanes that are computed together share random numbers: where the
    /// variance of a mean over a pack of them is more than 1.1 times that over independent lanes. A point that names the kernel all the same is warned of it.
    /// </summary>
    /// <param name="settings">The model's settings.</param>
    /// <param name="request">A point for which <see cref="Lacks"/> gave null.</param>
    /// <remarks>
    /// Where the number of chains makes each group of a replicate of whole packs nothing speaks against it: what lanes share is in the standard errors then. The clause says what holds for
    /// many points, without the values of one: points with the same clause are told of once.
    /// </remarks>
    string? Caveat(TSettings settings, KernelRequest request) => null;

    /// <summary>Makes the kernel of one point.</summary>
    /// <param name="settings">The model's settings.</param>
    /// <param name="request">A point for which <see cref="Lacks"/> gave null.</param>
    IBatchKernel Create(TSettings settings, KernelRequest request);
}

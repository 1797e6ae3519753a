using System.Globalization;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>Offers <see cref="WordKernel"/>.</summary>
internal sealed class WordKernelOffer : IKernelOffer<IsingSettings>
{
    /// <summary>The kernel's name.</summary>
    public const string Name = "word";

    /// <summary>The proposal of <see cref="Flips"/>.</summary>
    public const string Flip = "flip";

    /// <summary>The start with random spins.</summary>
    public const string Hot = "hot";

    private const string Cold = "cold";
    private const string UniformSpin = "uniform-spin";
    private const string SameValue = "same-value";
    private const string NextSpin = "next-spin";

    // e^-10 of the sites have not been visited.
    private const int FreshSweeps = 10;

    // The state that travels between calls has 72 bytes for a site.
    private const int MostSide = 1024;

    /// <inheritdoc/>
    public Scheme Scheme => Scheme.Accept;

    /// <inheritdoc/>
    public int Alternatives => PackLattice.Alternatives;

    /// <inheritdoc/>
    public int LanesTogether => PackModel.Lanes;

    /// <inheritdoc/>
    public string? Lacks(IsingSettings settings, KernelRequest request)
    {
        var estimator = request.Estimator;
        return (request.Proposal, request.Coupling) switch
        {
            (not UniformSpin and not Flip, _) => $"the proposal {UniformSpin} or {Flip}; found {request.Proposal}",
            (UniformSpin, not SameValue) => $"the coupling {SameValue} with the proposal {UniformSpin}; found {request.Coupling}",
            (Flip, not NextSpin) => $"the coupling {NextSpin} with the proposal {Flip}; found {request.Coupling}",
            _ when request.CouplingStrength != 1 => string.Create(CultureInfo.InvariantCulture, $"a coupling of strength 1; found {request.CouplingStrength:R}"),
            _ when estimator.Method != EstimatorMethod.Dmh => "the method dmh",
            _ when estimator.Scheme != Scheme.Accept => "the scheme accept",
            _ when estimator.Pruning != Pruning.Weight => "the pruning weight",
            _ when estimator.Alternatives > Alternatives => string.Create(CultureInfo.InvariantCulture, $"at most {Alternatives} alternatives; found {estimator.Alternatives}"),
            _ when request.Observables != TallyRow.Observables || request.HasDirections => "an objective of the model's own observables, and no more parameters than are results of their own",
            _ when request.Chain.Start is not Cold and not Hot => $"the start {Cold} or {Hot}; found {request.Chain.Start}",
            _ when settings.L > MostSide => string.Create(CultureInfo.InvariantCulture, $"a lattice of at most {MostSide} x {MostSide} sites; found L = {settings.L}"),
            _ => null,
        };
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The lanes of a pack visit the same sites. From the same state they are alike until most sites have got fresh spins: the share of those not
    /// visited in t sweeps is e^(−t). With always flipped spins they stay alike for as long as hardly anything is rejected.
    /// </remarks>
    public string? Caveat(IsingSettings settings, KernelRequest request) => (request.Chain.Start, request.Proposal) switch
    {
        (Cold, Flip) => $"the start {Hot} with the proposal {Flip}, for its chains visit the same sites, and from one state they stay alike; it is used where it is named",
        (Cold, _) when request.Chain.Warmup < FreshSweeps && ((ProposalSettings)request.ProposalSettings).Order == SiteOrder.Random =>
            string.Create(CultureInfo.InvariantCulture, $"the start {Hot}, the order sequential or a warm-up of at least {FreshSweeps}, for its chains visit the same sites, and from one state they begin alike; it is used where it is named"),
        _ => null,
    };

    /// <inheritdoc/>
    public IBatchKernel Create(IsingSettings settings, KernelRequest request) => new WordKernel(settings, request);
}

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

    // T/|J| up to which the variance of derivatives over packs was at most 1.1 times that of independent lanes, on 4 x 4 to 32 x 32 sites with up to 8 alternatives:
    // of uniform-spin 1.10 for T and J without a field (1.17 at 5, 1.26 at 6, 1.46 at 10), in a field or for h 1.11 (1.14 at 2.5, 1.27 at 3, 4.9 at 10); of flip 1.11 (1.17 at 20, 2.0 at 100).
    private const double Hottest = 4;
    private const double HottestInField = 2.3;
    private const double HottestFlipped = 10;

    // With a multiple of so many chains every group of a replicate is made of whole packs.
    private const int WholeGroups = ChainSettings.MostGroups * PackModel.Lanes;

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
    /// visited in t sweeps is e^(−t). With always flipped spins they stay alike for as long as hardly anything is rejected. They give birth in the same
    /// updates too: where hardly anything is rejected their alternatives differ in that one site until it is visited again, in all of them at once.
    /// </remarks>
    public string? Caveat(IsingSettings settings, KernelRequest request)
    {
        var isRandom = ((ProposalSettings)request.ProposalSettings).Order == SiteOrder.Random;
        return (request.Chain.Start, request.Proposal) switch
        {
            _ when request.Chain.Chains % WholeGroups == 0 => null,
            (Cold, Flip) => $"the start {Hot} with the proposal {Flip}, for its chains visit the same sites, and from one state they stay alike",
            (Cold, UniformSpin) when isRandom && request.Chain.Warmup < FreshSweeps =>
                string.Create(CultureInfo.InvariantCulture, $"the start {Hot}, the order sequential or a warm-up of at least {FreshSweeps}, for its chains visit the same sites, and from one state they begin alike"),
            _ => isRandom ? TooHot(settings, request) : null,
        };
    }

    /// <inheritdoc/>
    public IBatchKernel Create(IsingSettings settings, KernelRequest request) => new WordKernel(settings, request);

    /// <summary>
    /// The caveat of high temperatures. Not for specific heat and susceptibility: most of the scatter of their derivatives is each chain's own, and its variance over packs was 0.95 to 1.06 times that of
    /// independent lanes at all temperatures.
    /// </summary>
    private static string? TooHot(IsingSettings settings, KernelRequest request)
    {
        var (t, j, h) = (request.Theta[settings.T.Index], request.Theta[settings.J.Index], request.Theta[settings.H.Index]);
        var isInField = h != 0 || request.Wrt.Contains(settings.H.Index);
        var (hottest, where) = request.Proposal == Flip ? (HottestFlipped, $" with the proposal {Flip}") : isInField ? (HottestInField, " in a field and for derivatives in h") : (Hottest, "");
        return t <= hottest * Math.Abs(j) || request.Objective is { Expression: null, Name: SpecificHeat.Name or Susceptibility.Name }
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"T of at most {hottest:R} |J|{where}, or {UniformSpin} in sequential order, for above that alternatives of its chains live and die together");
    }
}

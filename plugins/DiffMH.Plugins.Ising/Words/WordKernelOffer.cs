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
            _ when estimator.Method != EstimatorMethod.Dmh => $"the method dmh; found {estimator.Method}",
            _ when estimator.Scheme != Scheme.Accept => $"the scheme accept; found {estimator.Scheme}",
            _ when estimator.Pruning != Pruning.Weight => $"the pruning weight; found {estimator.Pruning}",
            _ when estimator.Alternatives > Alternatives => string.Create(CultureInfo.InvariantCulture, $"at most {Alternatives} alternatives; found {estimator.Alternatives}"),
            _ when request.Observables != TallyRow.Observables || request.HasDirections => "the model's own observables and parameters; found an objective or derivative that sums others",
            _ when request.Chain.Start is not Cold and not Hot => $"the start {Cold} or {Hot}; found {request.Chain.Start}",
            _ when settings.L > MostSide => string.Create(CultureInfo.InvariantCulture, $"a lattice of at most {MostSide} x {MostSide} sites; found L = {settings.L}"),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public IBatchKernel Create(IsingSettings settings, KernelRequest request) => new WordKernel(settings, request);
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Engine.Pilots;

/// <summary>Finds which estimators, schemes, couplings, prunings and numbers of alternatives a point can have.</summary>
/// <remarks>
/// Each is put into a sweep file of the point in gradient mode and read like any other file: what the reader refuses, or says is without effect, is no candidate.
/// </remarks>
/// <param name="catalogue">The plugins, with the point's data files.</param>
/// <param name="point">The point.</param>
internal sealed class CandidateReader(ModelCatalogue catalogue, PointSpec point)
{
    /// <summary>Numbers of alternatives: neighbours differ by less than is worth the work to tell them apart.</summary>
    private static readonly ImmutableArray<int> Ladder = [1, 4, 16, EstimatorSettings.MostAlternatives];

    private readonly JsonObject file = PointDocument.Of(point);
    private readonly KernelDefinition? own = catalogue.Model(point).Kernel;
    private readonly PointReader reader = new(catalogue, new SweepHeader("pilot", point.Seed, SweepMode.Gradient), point.Mode == SweepMode.Gradient ? point.Replicates : 1, new OpenKernels([], []));   // an optimiser's step has the chains of one

    /// <summary>Everything that fits: each estimator, and with alternatives each combination. All in the generic kernel, which watches the same chains with each and counts evaluations.</summary>
    public ImmutableArray<PilotCandidate> All()
    {
        var followers = Enum.GetValues<Scheme>().SelectMany(scheme => Enum.GetValues<Pruning>(), (scheme, pruning) => point.Estimator with { Scheme = scheme, Pruning = pruning, Kernel = null, Control = ControlVariate.None })
            .SelectMany(estimator => Numbers(estimator))
            .SelectMany(Controls);
        var plugin = catalogue.Find(point.Plugin)!;
        return
            [
                .. Enum.GetValues<EstimatorMethod>().Where(method => method != EstimatorMethod.Dmh).Select(method => Read(Other(method), coupling: null)).OfType<PilotCandidate>(),
                .. catalogue.CouplingsFor(plugin).Select(offer => offer.Coupling.Name).Distinct(StringComparer.Ordinal)
                    .SelectMany(Couplings).SelectMany(_ => followers, (coupling, estimator) => Read(Follower(estimator), coupling)).OfType<PilotCandidate>(),
            ];
    }

    /// <summary>The schemes and numbers of alternatives that fit the point as it is otherwise.</summary>
    /// <param name="wanted">Which of the two are open.</param>
    public ImmutableArray<PilotCandidate> Of(ChosenSettings wanted)
    {
        var schemes = wanted.HasFlag(ChosenSettings.Scheme) ? Enum.GetValues<Scheme>() : [point.Estimator.Scheme];
        var numbers = schemes.Select(scheme => point.Estimator with { Scheme = scheme }).SelectMany(estimator => wanted.HasFlag(ChosenSettings.Alternatives) ? Numbers(estimator) : [estimator]);
        var coupling = CouplingSection.Write(point.Coupling, point.CouplingStrength);
        return [.. numbers.Select(estimator => Read(Follower(estimator), coupling)).OfType<PilotCandidate>()];
    }

    private static IEnumerable<EstimatorSettings> Numbers(EstimatorSettings estimator) =>
        estimator.Pruning == Pruning.None ? [estimator with { Alternatives = SweepDefaults.Alternatives }] : Ladder.Select(number => estimator with { Alternatives = number });

    /// <summary>Alternatives alone, which are unbiased, and with the point's own control.</summary>
    private IEnumerable<EstimatorSettings> Controls(EstimatorSettings estimator) =>
        point.Estimator.Control == ControlVariate.None ? [estimator] : [estimator, estimator with { Control = point.Estimator.Control }];

    private static EstimatorSettings Follower(EstimatorSettings estimator) => estimator with { Method = EstimatorMethod.Dmh, Steps = Vector.Empty };

    private EstimatorSettings Other(EstimatorMethod method) => point.Estimator with
    {
        Method = method,
        Kernel = null,
        Control = ControlVariate.None,
        Steps = method == EstimatorMethod.FiniteDifference && !point.Estimator.EveryComponent ? PilotSteps.Of(catalogue.Bind(point)) : Vector.Empty,
    };

    /// <summary>A coupling at full strength, and the point's own at the point's too.</summary>
    private IEnumerable<JsonNode> Couplings(string name) => name == point.Coupling && point.CouplingStrength is { } strength
        ? [CouplingSection.Write(name, strength), CouplingSection.Write(name, strength: null)]
        : [CouplingSection.Write(name, strength: null)];

    private PilotCandidate? Read(EstimatorSettings estimator, JsonNode? coupling)
    {
        var document = file.DeepClone().AsObject();
        document["estimator"] = EstimatorSection.Write(estimator with { Chosen = ChosenSettings.None }, own);
        if (coupling is not null)
        {
            document["coupling"] = coupling.DeepClone();
        }

        var problems = new List<SweepProblem>();
        var idle = new List<SweepProblem>();
        var spec = reader.Read(document, (0, 1), problems, idle)?.Spec;
        if (spec is null || idle.Count > 0)
        {
            return null;
        }

        spec = spec with { StreamKey = PilotChains.StreamKey(point) };
        return new(spec, EstimatorDoubt.Of(catalogue, spec)) { Own = own };
    }
}

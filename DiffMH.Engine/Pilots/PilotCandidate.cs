using System.Globalization;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Engine.Pilots;

/// <summary>One way to estimate the gradient of a point.</summary>
/// <param name="Spec">The point with it, as the pilot runs it.</param>
/// <param name="Doubt">Why what is measured of it may mean little, an infinite variance or a support that it may not see; null where nothing is known against it.</param>
public sealed record PilotCandidate(PointSpec Spec, string? Doubt = null)
{
    /// <summary>The kernel that the model brings, beside which the sections have to say which one was run; null where it brings none.</summary>
    public KernelDefinition? Own { get; init; }

    /// <summary>The estimator.</summary>
    public EstimatorSettings Estimator => Spec.Estimator;

    /// <summary>Whether it follows alternatives, so that it has a coupling, a scheme, a pruning and a number of alternatives.</summary>
    public bool FollowsAlternatives => Estimator.Method == EstimatorMethod.Dmh;

    /// <summary>M; null where none are followed, or all of them.</summary>
    public int? Alternatives => FollowsAlternatives && Estimator.Pruning != Pruning.None ? Estimator.Alternatives : null;

    /// <summary>Whether its expectation is the derivative of the finite chain: not so for the stationary identity, alone or as a control, and the difference quotient.</summary>
    public bool IsUnbiased => Estimator.Control == ControlVariate.None && Estimator.Method is EstimatorMethod.Dmh or EstimatorMethod.Score or EstimatorMethod.ScorePlain;

    /// <summary>Its name in a line: <c>dmh reflection symmetric weight 8</c>, with <c>at strength 0.5</c> behind a coupling that is not at full strength.</summary>
    public string Name => !FollowsAlternatives ? Word.Of(Estimator.Method)
        : $"dmh {Spec.Coupling}{(Spec.CouplingStrength is { } strength ? string.Create(CultureInfo.InvariantCulture, $" at strength {strength}") : "")} {Word.Of(Estimator.Scheme)} {Word.Of(Estimator.Pruning)}{(Alternatives is { } alternatives ? $" {alternatives}" : "")}{(Estimator.Control == ControlVariate.None ? "" : $" with {Word.Of(Estimator.Control)}")}";

    /// <summary>The sections of a sweep file that has it: <c>estimator</c>, and <c>coupling</c> where it follows alternatives.</summary>
    public JsonObject Sections()
    {
        var sections = new JsonObject { [EstimatorSection.Section.Name] = EstimatorSection.Write(Estimator, Own) };
        if (FollowsAlternatives)
        {
            sections[CouplingSection.Key.Name] = CouplingSection.Write(Spec.Coupling, Spec.CouplingStrength);
        }

        return sections;
    }
}

using System.Text.Json.Serialization;

namespace DiffMH.Client.Results.Document;

/// <summary>How the chains of a point behaved in their last pass.</summary>
/// <param name="Acceptance">Accepted share of all proposals.</param>
/// <param name="RecouplingMean">Mean life of recoupled alternatives in steps (sweeps-of-sites on lattices); NaN (null in JSON) where none recoupled.</param>
/// <param name="UnrecoupledFraction">Of the alternatives that were not pruned, the share still alive at the end; NaN (null in JSON) where there is none.</param>
/// <param name="Ess">Effective sample size by observable.</param>
/// <param name="RHatSplit">Potential scale reduction of half-chains by observable.</param>
/// <param name="LargestShare">Share of one group of chains in the scatter of the derivatives between groups; absent where it is not known.</param>
public sealed record DiagnosticsSummary(
    double Acceptance,
    double RecouplingMean,
    double UnrecoupledFraction,
    OrderedDictionary<string, double> Ess,
    OrderedDictionary<string, double> RHatSplit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? LargestShare = null)
{
    /// <summary>The summary of a point's diagnostics.</summary>
    public static DiagnosticsSummary From(ChainDiagnostics diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        return new(
            diagnostics.Acceptance,
            diagnostics.RecouplingMean,
            diagnostics.UnrecoupledFraction,
            new(diagnostics.Observables.Select(observable => KeyValuePair.Create(observable.Name, observable.Ess))),
            new(diagnostics.Observables.Select(observable => KeyValuePair.Create(observable.Name, observable.RHatSplit))),
            double.IsNaN(diagnostics.LargestShare) ? null : diagnostics.LargestShare);
    }
}

using System.Collections.Immutable;

namespace DiffMH;

/// <summary>How the chains of a point behaved in its last pass.</summary>
/// <param name="Acceptance">Accepted share of all proposals.</param>
/// <param name="RecouplingMean">Mean life of recoupled alternatives in steps (sweeps-of-sites on lattices), which leaves out those that were pruned before, and so is low with few; NaN where none recoupled.</param>
/// <param name="UnrecoupledFraction">Of the alternatives that were not pruned, the share still alive at the end of the pass; NaN where there is none.</param>
/// <param name="Observables">Per observable: effective sample size and split R̂.</param>
/// <param name="LargestShare">
/// Of the scatter of the derivatives of moments between groups of chains, the share that comes from one group, largest over observables and
/// parameters; NaN with few groups, many parameters, or a method whose derivatives are not sums over chains.
/// </param>
[GenerateSerializer, Immutable]
public sealed record ChainDiagnostics(
    [property: Id(0)] double Acceptance,
    [property: Id(1)] double RecouplingMean,
    [property: Id(2)] double UnrecoupledFraction,
    [property: Id(3)] ImmutableArray<ObservableDiagnostics> Observables,
    [property: Id(4)] double LargestShare = double.NaN);

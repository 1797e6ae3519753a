using System.Collections.Concurrent;
using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Exactness;

/// <summary>Couplings and fields that are all free: each component against the transition matrix of the finite chain.</summary>
public sealed class BoltzmannExactnessTests
{
    private static readonly ChainSettings Chain = new(1, 1, 3, 1, "cold");
    private static readonly ConcurrentDictionary<bool, ExactMoments[]> Exact = new();

    [Theory]
    [InlineData(Scheme.Symmetric, Pruning.Weight, 1, "uniform-spin", "same-value")]
    [InlineData(Scheme.Symmetric, Pruning.Weight, 8, "uniform-spin", "same-value")]
    [InlineData(Scheme.Accept, Pruning.Weight, 2, "uniform-spin", "independent")]
    [InlineData(Scheme.Reject, Pruning.Uniform, 2, "uniform-spin", "same-value")]
    [InlineData(Scheme.Symmetric, Pruning.None, 1, "uniform-spin", "same-value")]
    [InlineData(Scheme.Symmetric, Pruning.Weight, 4, "flip", "next-spin")]
    [InlineData(Scheme.Reject, Pruning.Weight, 8, "flip", "independent")]
    public void Every_component_is_the_derivative_of_the_finite_chain(Scheme scheme, Pruning pruning, int alternatives, string proposal, string coupling)
    {
        var model = SmallMachine.Bind(SmallMachine.Free, proposal, coupling, new(EstimatorMethod.Dmh, scheme, pruning, alternatives, [.. SmallMachine.Names]), Chain);
        var exact = Exact.GetOrAdd(proposal == "flip", isFlip => [.. SmallMachine.Theta.Select((_, i) => SmallMachine.Finite(Chain, isFlip, SmallMachine.Unit(i)))]);
        var experiment = model.Run(lanes: 100_000);
        for (var i = 0; i < exact.Length; i++)
        {
            experiment.Agrees(i, exact[i], $"{SmallMachine.Names[i]} by {scheme} {pruning} {alternatives} {proposal} {coupling}");
        }

        // The twin with power, at the component that is known best: half of it, or the wrong sign.
        var best = Enumerable.Range(0, exact.Length).MaxBy(i => Math.Abs(experiment.Slope(SmallMachine.MagnetizationSquared, i).Value) / experiment.Slope(SmallMachine.MagnetizationSquared, i).Error);
        Statistically.Differs(0.5 * exact[best].Slopes[SmallMachine.MagnetizationSquared], experiment.Slope(SmallMachine.MagnetizationSquared, best), "half of it");
        Statistically.Differs(-exact[best].Slopes[SmallMachine.MagnetizationSquared], experiment.Slope(SmallMachine.MagnetizationSquared, best), "the wrong sign");
    }

    [Theory]
    [InlineData(Scheme.Symmetric)]
    [InlineData(Scheme.OneSided)]
    public void One_parameter_is_estimated_as_on_any_lattice(Scheme scheme)
    {
        const int field = SmallMachine.Edges + 4;
        var model = SmallMachine.Bind(SmallMachine.Free, "uniform-spin", "same-value", new(EstimatorMethod.Dmh, scheme, Pruning.Weight, 2, [SmallMachine.Names[field]]), Chain);
        var (exact, experiment) = (SmallMachine.Finite(Chain, isFlip: false, SmallMachine.Unit(field)), model.Run(lanes: 40_000));
        experiment.Agrees(0, exact, $"{SmallMachine.Names[field]} by {scheme}");
        Statistically.Differs(0.8 * exact.Slopes[SmallMachine.Magnetization], experiment.Slope(SmallMachine.Magnetization, 0), "a fifth less");
    }

    [Theory]
    [InlineData(Scheme.Symmetric, "uniform-spin", "same-value")]
    [InlineData(Scheme.Accept, "flip", "independent")]
    [InlineData(Scheme.Reject, "uniform-spin", "same-value")]
    public void At_ties_every_component_is_the_mean_of_the_derivatives_to_both_sides(Scheme scheme, string proposal, string coupling)
    {
        var machine = SmallMachine.WithTies;
        var experiment = machine.Bind(machine.Free, proposal, coupling, new(EstimatorMethod.Dmh, scheme, Pruning.Weight, 4, [.. machine.Names]), Chain).Run(lanes: 100_000);
        for (var i = 0; i < machine.Names.Length; i++)
        {
            experiment.Agrees(i, machine.Finite(Chain, proposal == "flip", machine.Unit(i)), $"{machine.Names[i]} with ties by {scheme} {proposal} {coupling}");
        }

        // The twins with power: ties left out, and ties with twice their weight.
        var (mean, dropped) = (Field(TieRule.Mean), Field(TieRule.Dropped));
        Statistically.Differs(dropped, experiment.Slope(SmallMachine.Magnetization, SmallMachine.Edges), "without ties");
        Statistically.Differs((2 * mean) - dropped, experiment.Slope(SmallMachine.Magnetization, SmallMachine.Edges), "ties twice");

        double Field(TieRule rule) => machine.Finite(Chain, proposal == "flip", machine.Unit(SmallMachine.Edges), rule).Slopes[SmallMachine.Magnetization];
    }

    [Fact]
    public void A_site_of_many_edges_has_the_derivatives_of_the_finite_chain()
    {
        var machine = SmallMachine.Star;
        var experiment = machine.Bind(machine.Free, "uniform-spin", "same-value", new(EstimatorMethod.Dmh, Scheme.Symmetric, Pruning.Weight, 4, [.. machine.Names]), Chain).Run(lanes: 100_000);
        for (var i = 0; i < machine.Names.Length; i++)
        {
            experiment.Agrees(i, machine.Finite(Chain, isFlip: false, machine.Unit(i)), $"{machine.Names[i]} of a star");
        }

        var exact = machine.Finite(Chain, isFlip: false, machine.Unit(0)).Slopes[SmallMachine.BondSum];
        Statistically.Differs(0.8 * exact, experiment.Slope(SmallMachine.BondSum, 0), "a fifth less");
    }
}

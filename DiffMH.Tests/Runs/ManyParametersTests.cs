using System.Collections.Immutable;
using DiffMH.Client.Inputs;
using DiffMH.Client.Sweeps;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Exactness;
using DiffMH.Tests.Kernels;
using DiffMH.Tests.Support;
using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Runs;

/// <summary>Where there are too many parameters to be results: common factors and shifts with errors of their own, and all components beside.</summary>
public sealed class ManyParametersTests
{
    private const int Replicates = 400;
    private static readonly ImmutableArray<string> Wrt = [DirectionName.Scale("J"), DirectionName.Shift("J"), DirectionName.Scale("h"), DirectionName.Shift("h")];
    private static readonly ChainSettings Chain = new(4, 1, 3, 1, "cold");

    /// <summary>For each entry of wrt its direction in all couplings and fields.</summary>
    private static readonly double[][] Directions =
        [
            [.. SmallMachine.Theta.Select((theta, i) => i < SmallMachine.Edges ? theta : 0)],
            [.. SmallMachine.Theta.Select((_, i) => i < SmallMachine.Edges ? 1.0 : 0)],
            [.. SmallMachine.Theta.Select((theta, i) => i < SmallMachine.Edges ? 0 : theta)],
            [.. SmallMachine.Theta.Select((_, i) => i < SmallMachine.Edges ? 0.0 : 1)],
        ];

    [Fact]
    public void Directions_and_components_are_derivatives_of_the_finite_chain()
    {
        var (run, result) = Run(Bind(EstimatorMethod.Dmh, Chain));
        Assert.Equal([1, 0, 1, 0], result.Parameters.Select(parameter => parameter.Value));
        Assert.Equal(Wrt, result.Gradient.Select(part => part.Name));
        for (var d = 0; d < Wrt.Length; d++)
        {
            Statistically.Agrees(SmallMachine.Finite(Chain, isFlip: false, Directions[d]).Slopes[SmallMachine.MagnetizationSquared], result.Gradient[d], Wrt[d], Replicates);
        }

        Statistically.Differs(0.6 * SmallMachine.Finite(Chain, isFlip: false, Directions[1]).Slopes[SmallMachine.MagnetizationSquared], result.Gradient[1], "two fifths less");
        for (var i = 0; i < SmallMachine.Names.Length; i++)
        {
            var exact = SmallMachine.Finite(Chain, isFlip: false, SmallMachine.Unit(i)).Slopes[SmallMachine.MagnetizationSquared];
            Statistically.Agrees(exact, Statistically.Mean([.. run.Components.Select(component => component.Gradient[i])]), SmallMachine.Names[i], Replicates);
        }
    }

    [Fact]
    public void By_the_covariance_identity_directions_are_stationary_derivatives()
    {
        var (_, result) = Run(Bind(EstimatorMethod.Covariance, new ChainSettings(4, 20, 200, 1, "hot")));
        for (var d = 0; d < Wrt.Length; d++)
        {
            Statistically.Agrees(SmallMachine.Stationary(SmallMachine.MagnetizationSquared, Directions[d]), result.Gradient[d], Wrt[d], Replicates);
        }

        Statistically.Differs(0.95 * SmallMachine.Stationary(SmallMachine.MagnetizationSquared, Directions[1]), result.Gradient[1], "five per cent less");
    }

    [Theory]
    [InlineData(EstimatorMethod.Dmh)]
    [InlineData(EstimatorMethod.Covariance)]
    public void Components_add_up_to_directions(EstimatorMethod method)
    {
        var model = Bind(method, Chain);
        var problem = PointProblem.Of(model) with { Objective = new Variance() };
        var (run, _) = Run(model, problem);
        var pooled = new Engine.Statistics.ObjectiveStatistic(problem.Objective, problem.Layout, problem.Wrt, problem.InitialTheta.Values, problem.Directions);
        var plain = new double[pooled.Count];
        pooled.Evaluate(Engine.Statistics.GroupRows.Merge(GroupRows(model, problem), problem.Layout.Width), plain);
        var means = Enumerable.Range(0, SmallMachine.Names.Length).Select(i => run.Components.Average(component => component.Gradient[i])).ToArray();
        for (var d = 0; d < Wrt.Length; d++)
        {
            var sum = Directions[d].Zip(means, (speed, mean) => speed * mean).Sum();
            Assert.Equal(plain[1 + d], sum, 1e-9 * (1 + Math.Abs(sum)));
        }
    }

    [Theory]
    [InlineData(EstimatorMethod.Dmh)]
    [InlineData(EstimatorMethod.Covariance)]
    public void Diagnostics_are_those_of_the_same_chains_with_few_parameters(EstimatorMethod method)
    {
        var chain = Chain with { Draws = 40 };
        var few = SmallMachine.Bind(
            SmallMachine.Free, "uniform-spin", "same-value", new(method, Scheme.Symmetric, Pruning.Weight, 4, [.. SmallMachine.Names]), chain, replicates: 20);
        var (expected, found) = (Run(few).Result.Diagnostics!, Run(Bind(method, chain, replicates: 20)).Result.Diagnostics!);

        // The same sums in the same order; numbers that every wrong one would miss.
        Assert.Equal(expected.Observables, found.Observables);
        Assert.All(found.Observables, observable => Assert.InRange(observable.Ess, 140, 4000));   // of 3,200 draws; 140 degrees of freedom of half-chains
        Assert.All(found.Observables, observable => Assert.InRange(observable.RHatSplit, 1, 1.1));
        Assert.Equal((expected.Acceptance, expected.UnrecoupledFraction), (found.Acceptance, found.UnrecoupledFraction));
    }

    [Fact]
    public void Components_that_are_equal_scatter_by_the_errors_given_for_them()
    {
        // A ring of equal couplings in a strong field, where scores are far from 0: about another centre than their mean the errors would be several times too large.
        using var folder = new TemporaryFolder();
        RingText.Write(folder.Path);
        var text = RingText.Text
            .Replace("J: { file: graphs/ring.txt, column: 3 }, h: 0.1", "J: 0.1, h: { file: graphs/ring.txt, column: 3 }", StringComparison.Ordinal)
            .Replace("{ alternatives: 4, wrt: [J, h] }", "{ method: covariance, wrt: [h] }", StringComparison.Ordinal)
            .Replace("warmup: 1, draws: 4", "warmup: 20, draws: 40", StringComparison.Ordinal)
            .Replace("magnetization^2", "magnetization", StringComparison.Ordinal)
            .Replace("count: 3", "count: 8", StringComparison.Ordinal);
        File.WriteAllText(folder.File("graphs/ring.txt"), string.Concat(Enumerable.Range(0, RingText.Sites).Select(site => $"{site} {(site + 1) % RingText.Sites} 1.2\n")));
        var catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue.With(new SweepFolder(folder.Path));
        var loading = SweepLoader.Load("f.yaml", text, [], catalogue);
        Assert.Empty(loading.Errors);

        var (run, _) = Run(catalogue.Bind(loading.Sweep!.Points[0]));
        var estimates = Enumerable.Range(0, RingText.Sites).Select(i => Statistically.Mean([.. run.Components.Select(component => component.Gradient[i])])).ToArray();
        var scatter = Math.Sqrt(estimates.Sum(estimate => Square(estimate.Value - estimates.Average(other => other.Value))) / (estimates.Length - 1));
        var error = Math.Sqrt(estimates.Average(estimate => Square(estimate.Error)));
        Assert.InRange(error / scatter, 0.9, 1.1);   // each of them is known within 2 per cent
    }

    [Fact]
    public void Batches_of_any_size_and_interruptions_change_no_bit()
    {
        var model = Bind(EstimatorMethod.Covariance, Chain with { Draws = 3000 }, replicates: 3);
        var once = Run(model).Run.Components;
        var run = new PointRun(PointProblem.Of(model));
        var sums = new List<double>();
        foreach (var slices in run.Divide(groupsPerBatch: 1))
        {
            Assert.Equal(Chain.Groups, slices.Single().Groups);
            var task = new BatchTask(run.Pass, slices, null);
            var outcome = model.CreateKernel().Run(task, new Impatient());
            while (outcome.Continuation is not null)
            {
                outcome = model.CreateKernel().Run(task with { Continuation = outcome.Continuation }, new Impatient());
            }

            sums.AddRange(outcome.Sums.Values);
        }

        run.Complete(sums.ToArray());
        Assert.Equal(once, run.Components);
        Assert.Equal([SmallMachine.Edges, SmallMachine.Sites], run.ComponentCounts);
    }

    [Fact]
    public void A_failed_replicate_takes_no_part_in_the_components_of_the_others()
    {
        var model = Bind(EstimatorMethod.Covariance, Chain, replicates: 3);
        var run = new PointRun(PointProblem.Of(model));
        var sums = model.CreateKernel().Run(new(run.Pass, run.Slices, null), new Unlimited()).Sums.Values.ToArray();
        var width = sums.Length / 3;
        var others = new PointRun(PointProblem.Of(Bind(EstimatorMethod.Covariance, Chain, replicates: 2)));
        others.Complete(sums.AsSpan(0, 2 * width));

        sums[(2 * width) + SumsLayout.Moments] = double.NaN;
        sums[^1] = double.NaN;   // the score of the last parameter
        run.Complete(sums);
        Assert.Equal((RunState.Completed, 2), (run.Result().State, run.Result().Replicates));
        Assert.Equal([0, 1], run.Components.Select(component => component.Replicate));
        Assert.Equal(others.Components, run.Components);
    }

    [Fact]
    public void A_batch_of_whole_replicates_has_one_vector_for_each_observable_and_replicate()
    {
        var problem = PointProblem.Of(Bind(EstimatorMethod.Dmh, Chain, replicates: 2));
        Assert.Equal(3 * SmallMachine.Names.Length, problem.Shared);
        Assert.Equal(2 * ((4 * problem.Layout.Width) + problem.Shared), problem.Numbers(new PointRun(problem).Slices));
        Assert.Equal(new SumsLayout(3, 4).Width, problem.Layout.Width);
    }

    private static PointModel Bind(EstimatorMethod method, ChainSettings chain, int replicates = Replicates) => SmallMachine.Bind(
        SmallMachine.Free, "uniform-spin", "same-value", new(method, Scheme.Symmetric, Pruning.Weight, 4, Wrt, EveryComponent: true), chain, replicates);

    private static (PointRun Run, PointResult Result) Run(PointModel model, PointProblem? problem = null)
    {
        var run = new PointRun(problem ?? PointProblem.Of(model));
        run.Complete(model.CreateKernel().Run(new(run.Pass, run.Slices, null), new Unlimited()).Sums.Values);
        Assert.Null(run.Result().Failure);
        return (run, run.Result());
    }

    private static double Square(double x) => x * x;

    private static double[] GroupRows(PointModel model, PointProblem problem)
    {
        var run = new PointRun(problem);
        var sums = model.CreateKernel().Run(new(run.Pass, run.Slices, null), new Unlimited()).Sums.Values.ToArray();
        return [.. sums.Chunk(problem.ReplicateWidth).SelectMany(replicate => replicate[..^problem.Shared])];
    }

    /// <summary>φ = ⟨M²⟩ − ⟨M⟩² + J₀: nonlinear, and with a derivative of its own.</summary>
    private sealed class Variance : IObjective
    {
        public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
            where T : struct, IScalar<T> => moments[SmallMachine.MagnetizationSquared] - (moments[SmallMachine.Magnetization] * moments[SmallMachine.Magnetization]) + theta[0];
    }
}

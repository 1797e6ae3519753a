using System.Collections.Immutable;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Exactness;
using DiffMH.Tests.Kernels;
using DiffMH.Tests.Support;

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

        Statistically.Differs(0.8 * SmallMachine.Finite(Chain, isFlip: false, Directions[1]).Slopes[SmallMachine.MagnetizationSquared], result.Gradient[1], "a fifth less");
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

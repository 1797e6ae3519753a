using System.Collections.Immutable;
using DiffMH.Benchmarks.Models;
using DiffMH.Engine.Models;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>A kernel of DiffMH, called as a silo calls it.</summary>
/// <param name="name">Who.</param>
/// <param name="model">What to run.</param>
/// <param name="observables">Where the case's observables stand among the model's.</param>
internal sealed class EngineKernel(string name, PointModel model, params int[] observables) : IContender
{
    private readonly IBatchKernel kernel = model.CreateKernel();

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public int Alternatives => model.Spec.Estimator.Alternatives;

    /// <summary>How many groups of lanes a call is given, a divisor of their number; null for all. Kernels that compute lanes together do so within a call.</summary>
    public int? GroupsPerCall { get; init; }

    /// <inheritdoc/>
    public Measurement Run(int round)
    {
        var chain = model.Spec.Chain;
        var expected = (long)chain.Chains * chain.Steps * model.UpdatesPerStep;
        var groups = GroupsPerCall ?? chain.Groups;
        BatchTask[] tasks = [.. Enumerable.Range(0, chain.Groups / groups)
            .Select(call => new BatchTask(ChainPass.At(round), [new ReplicateSlice(0, call * groups, groups, model.Theta.Initial)], null))];
        var before = Environment.CpuUsage.TotalTime;
        BatchOutcome[] outcomes = [.. tasks.Select(task => kernel.Run(task, new NoLimit()))];
        var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        var updates = outcomes.Sum(outcome => outcome.Updates);
        return updates == expected
            ? new(1e9 * seconds / expected, expected, Means(outcomes, observable => SumsLayout.Moments + observable), Means(outcomes, FirstSlope))
            : throw new InvalidOperationException($"The kernel took {updates} updates; {expected} were asked for.");
    }

    private int FirstSlope(int observable) => model.Layout.Slopes + (observable * model.Layout.Parameters);

    /// <summary>Means and their errors over groups of lanes, which are independent.</summary>
    private ImmutableArray<MeanWithError> Means(BatchOutcome[] outcomes, Func<int, int> column)
    {
        double[][] rows = [.. outcomes.SelectMany(outcome => outcome.Sums.Values.ToArray().Chunk(model.Layout.Width))];
        return [.. observables.Select(observable => MeanWithError.Of([.. rows.Select(row => row[column(observable)] / row[SumsLayout.Draws])]))];
    }
}

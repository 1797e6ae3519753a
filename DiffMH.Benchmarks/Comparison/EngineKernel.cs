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

    /// <inheritdoc/>
    public Measurement Run(int round)
    {
        var chain = model.Spec.Chain;
        var expected = (long)chain.Chains * chain.Steps * model.UpdatesPerStep;
        var task = new BatchTask(ChainPass.At(round), [new ReplicateSlice(0, 0, chain.Groups, model.Theta.Initial)], null);
        var before = Environment.CpuUsage.TotalTime;
        var outcome = kernel.Run(task, new NoLimit());
        var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        return outcome.Updates == expected
            ? new(1e9 * seconds / expected, expected, Means(outcome, observable => SumsLayout.Moments + observable), Means(outcome, FirstSlope))
            : throw new InvalidOperationException($"The kernel took {outcome.Updates} updates; {expected} were asked for.");
    }

    private int FirstSlope(int observable) => model.Layout.Slopes + (observable * model.Layout.Parameters);

    /// <summary>Means and their errors over groups of lanes, which are independent.</summary>
    private ImmutableArray<MeanWithError> Means(BatchOutcome outcome, Func<int, int> column)
    {
        double[][] rows = [.. outcome.Sums.Values.ToArray().Chunk(model.Layout.Width)];
        return [.. observables.Select(observable => MeanWithError.Of([.. rows.Select(row => row[column(observable)] / row[SumsLayout.Draws])]))];
    }
}

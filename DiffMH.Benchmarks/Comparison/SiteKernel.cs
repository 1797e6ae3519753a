using DiffMH.Benchmarks.Models;
using DiffMH.Engine.Models;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>DiffMH's generic site kernel, called as a silo calls it.</summary>
/// <param name="catalogue">The plugins.</param>
/// <param name="alternatives">M.</param>
/// <param name="task">What to run.</param>
internal sealed class SiteKernel(ModelCatalogue catalogue, int alternatives, IsingCase task) : IContender
{
    private readonly IBatchKernel kernel = task.Sweep(alternatives).Kernel(catalogue);
    private readonly SumsLayout layout = new(Observables: 5, Parameters: 1);

    /// <inheritdoc/>
    public string Name => $"DiffMH, M = {alternatives}";

    /// <inheritdoc/>
    public Measurement Run(int round)
    {
        var batch = task.Sweep(alternatives).Task(round);
        var before = Environment.CpuUsage.TotalTime;
        var outcome = kernel.Run(batch, new NoLimit());
        var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        if (outcome.Updates != task.Updates)
        {
            throw new InvalidOperationException($"The kernel took {outcome.Updates} updates; {task.Updates} were asked for.");
        }

        return new(
            1e9 * seconds / task.Updates,
            Energy: MeanOverGroups(outcome, SumsLayout.Moments),
            Slope: MeanOverGroups(outcome, layout.Slopes),
            EnergySquared: MeanOverGroups(outcome, SumsLayout.Moments + 1),
            SlopeSquared: MeanOverGroups(outcome, layout.Slopes + 1));
    }

    private MeanWithError MeanOverGroups(BatchOutcome outcome, int column)
    {
        var rows = outcome.Sums.Values.ToArray().Chunk(layout.Width);
        return MeanWithError.Of([.. rows.Select(row => row[column] / row[SumsLayout.Draws])]);
    }
}

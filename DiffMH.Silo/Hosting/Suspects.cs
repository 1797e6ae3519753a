using System.Collections.Immutable;
using DiffMH.Silo.Compute;
using DiffMH.Silo.Grains;

namespace DiffMH.Silo.Hosting;

/// <summary>What this silo knows of lanes with which silos have died, and the record of what it computes itself.</summary>
/// <remarks>
/// A plugin may take its process down, as by a stack overflow: nothing can be caught then, and the batch, repeated elsewhere, takes the
/// next silo down. But silos die of other things, with healthy lanes in flight. So lanes that a silo died with are computed alone on
/// their silo from then on, where another death tells more, until they come to their end or have got on for some seconds, which clears
/// them: what was computed once will be computed again. Lanes that were never in flight at a death cost nothing but the record.
/// </remarks>
/// <param name="grains">Finds the grain that keeps count.</param>
/// <param name="recorder">Keeps what this silo computes.</param>
/// <param name="isTold">Whether somebody calls <see cref="Learn"/>, which lanes then wait for.</param>
internal sealed class Suspects(IGrainFactory grains, FlightRecorder recorder, bool isTold = false)
{
    private readonly TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TrialBudgets budgets = new();
    private ImmutableArray<Suspect> known = [];

    /// <summary>Takes what is known now.</summary>
    /// <param name="counted">What has been counted.</param>
    /// <param name="found">What was in flight at deaths that may not be counted yet.</param>
    public void Learn(ImmutableArray<Suspect> counted, IEnumerable<BatchInFlight> found)
    {
        known = [.. counted, .. found.Where(batch => !counted.Any(suspect => suspect.Batch.Overlaps(batch))).Select(batch => new Suspect(batch, Deaths: 1, DeathsAlone: 0))];
        budgets.Keep(known);
        told.TrySetResult();
    }

    /// <summary>How lanes are to be computed. Waits until it is known which are under suspicion: a silo that has just died of lanes must not begin with them as if nothing had been.</summary>
    /// <param name="point">The key of the point's aggregator.</param>
    /// <param name="task">The lanes.</param>
    public async ValueTask<Trial> Try(string point, BatchTask task)
    {
        if (isTold)
        {
            await told.Task;
        }

        var batch = Trial.BatchOf(point, task);
        return new(batch, known.FirstOrDefault(suspect => suspect.Batch.Overlaps(batch)), recorder, budgets, Forget);
    }

    /// <summary>Nobody waits for it: lanes that stay under suspicion are only computed alone where they are computed again.</summary>
    private void Forget(Suspect suspect, BatchInFlight lanes)
    {
        known = [.. known.Remove(suspect), .. suspect.Batch.Without(lanes).Select(left => suspect with { Batch = left })];
        grains.GetGrain<ISuspectsGrain>(0).Forget(suspect, lanes).Ignore();
    }
}

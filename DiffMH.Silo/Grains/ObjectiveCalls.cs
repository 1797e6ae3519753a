using DiffMH.Silo.Compute;
using DiffMH.Silo.Hosting;

namespace DiffMH.Silo.Grains;

/// <summary>Calls the objectives of plugins as lanes are computed: off the grains' turns, on record, and for as long as a batch may take.</summary>
/// <param name="pool">Has threads for it.</param>
/// <param name="suspects">Knows which calls silos have died of, and keeps the record.</param>
/// <param name="quarantine">Learns of plugins whose code does not return.</param>
internal sealed class ObjectiveCalls(ComputePool pool, Suspects suspects, PluginQuarantine quarantine)
{
    /// <summary>Forms the objective of a pass.</summary>
    /// <param name="aggregator">The key of the point's aggregator.</param>
    /// <param name="point">The point.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="call">Forms it. Its result refers to nothing of the plugin, whose failure is part of it: the thread may keep both until its next call.</param>
    /// <param name="left">Completes when no thread is in the call any more: never where one does not return.</param>
    /// <param name="cancellationToken">Whether it is wanted still, where it has not begun.</param>
    /// <exception cref="BatchFailedException">It did not return, or silos have died of it.</exception>
    public async Task<T> Run<T>(string aggregator, PointSpec point, ChainPass pass, Func<T> call, TaskCompletionSource left, CancellationToken cancellationToken)
    {
        try
        {
            var trial = await suspects.Try(BatchInFlight.OfObjective(aggregator, pass));
            if (trial.Verdict(point) is { } failure)
            {
                trial.Close();
                throw new BatchFailedException(failure);
            }

            var result = await pool.RunAside(() => Call(trial, call, left), cancellationToken, Overdue, trial.Batch.IsAlone);
            trial.Return();
            return result;

            void Overdue()
            {
                quarantine.Note(point, isObjective: true);
                trial.GiveUp();
            }
        }
        catch (WorkOverdueException)
        {
            throw new BatchFailedException(Failure.From(quarantine.Failure(point, isObjective: true)));   // its thread is in it still
        }
        catch
        {
            left.TrySetResult();
            throw;
        }
    }

    private static T Call<T>(Trial trial, Func<T> call, TaskCompletionSource left)
    {
        try
        {
            return trial.During(call);
        }
        finally
        {
            left.TrySetResult();
        }
    }
}

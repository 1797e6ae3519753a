using System.Buffers.Binary;
using System.Security.Cryptography;
using DiffMH.Silo.Compute;

namespace DiffMH.Silo.Grains;

/// <summary>One computation of lanes, on record while it lasts, and what follows from it for the suspicion they are under.</summary>
internal sealed class Trial
{
    private readonly Suspect? suspect;
    private readonly FlightRecorder recorder;
    private readonly TrialBudgets budgets;
    private readonly Action<Suspect, BatchInFlight> forget;
    private Flight? flight;

    /// <summary>Lanes to be computed.</summary>
    /// <param name="batch">The lanes.</param>
    /// <param name="suspect">What is known of them; null where they are under no suspicion.</param>
    /// <param name="recorder">Keeps the record.</param>
    /// <param name="budgets">How long calls may compute.</param>
    /// <param name="forget">Called with a suspicion and the lanes that are under it no longer.</param>
    public Trial(BatchInFlight batch, Suspect? suspect, FlightRecorder recorder, TrialBudgets budgets, Action<Suspect, BatchInFlight> forget)
    {
        (Batch, Budget) = (batch with { IsAlone = suspect is not null }, budgets.Of(suspect, batch));
        (this.suspect, this.recorder, this.budgets, this.forget) = (suspect, recorder, budgets, forget);
    }

    /// <summary>The lanes, and whether they are computed alone.</summary>
    public BatchInFlight Batch { get; }

    /// <summary>How long the call may compute.</summary>
    public TimeSpan Budget { get; }

    /// <summary>What stands for lanes on record.</summary>
    /// <param name="point">The key of the point's aggregator.</param>
    /// <param name="task">The lanes.</param>
    public static BatchInFlight BatchOf(string point, BatchTask task)
    {
        var (first, last) = (task.Slices[0], task.Slices[^1]);
        var start = task.Continuation is { } continuation ? BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(continuation)) : 0;
        return new(point, task.Pass, first.Replicate, first.FirstGroup, last.Replicate, last.FirstGroup + last.Groups - 1, start);
    }

    /// <summary>Why the lanes are not computed any more; null where they are.</summary>
    public Failure? Verdict(PointSpec point) => suspect is { IsConvicted: true }
        ? Failure.From(new SilosLostException(
            $"{suspect.Deaths} silos died while they computed the same lanes of point {point.Index}, {point.Settings}, the last {suspect.DeathsAlone} of them with nothing else to compute. "
            + $"Model '{point.Model}' of plugin {point.Plugin.Id} {point.Plugin.Version} takes the process down there, as a stack overflow, a call that ends it, or too little memory do; "
            + "the silos' error stream says which. Mend the plugin, give the silos more memory, or leave the point out."))
        : null;

    /// <summary>Computes the lanes on this thread.</summary>
    public BatchReply During(Func<BatchReply> compute)
    {
        using (flight = recorder.Begin(Batch))
        {
            return compute();
        }
    }

    /// <summary>Takes the lanes off the record: their thread does not return, and has not taken the silo down. Who ends such a silo by force does not die of it.</summary>
    public void GiveUp() => flight?.Dispose();

    /// <summary>
    /// Takes the outcome. Lanes that have come to their end are cleared, those whose very call that was under way has returned, and, unless a silo has died
    /// of them alone, those that have computed alone for as long as any call does: where lanes take hours, and the silo was killed for another reason, they
    /// would be computed one after the other.
    /// </summary>
    public void Take(BatchReply reply)
    {
        if (suspect is null)
        {
            return;
        }

        var isDone = reply.Outcome is not { Continuation: not null };
        var isTried = suspect.DeathsAlone == 0 && Budget == TrialBudgets.Ordinary;
        if (isDone || isTried || Batch.IsSameAs(suspect.Batch))
        {
            forget(suspect, Batch);
        }
        else
        {
            budgets.Lengthen(suspect, Batch);
        }
    }

    /// <summary>Forgets the suspicion where the point fails for it: whoever wants it tried again has it counted anew.</summary>
    public void Close()
    {
        if (suspect is not null)
        {
            forget(suspect, suspect.Batch);
        }
    }
}

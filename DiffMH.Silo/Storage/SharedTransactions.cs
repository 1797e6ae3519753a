using Outcome = (bool IsWritten, long? Version);

namespace DiffMH.Silo.Storage;

/// <summary>Puts all changes that a silo's grains ask for while it waits for the file's write lock into one transaction.</summary>
/// <remarks>
/// A SQLite file has one lock for all processes, and who finds it taken looks again up to 100 ms later. With one transaction for each
/// row, 8 silos with 450 points at work waited 0.6 s for a commit, nearly all of it asleep. Rows do not depend on each other: what a
/// grain writes after another row it asks for when that is written.
/// </remarks>
/// <param name="store">The file.</param>
internal sealed class SharedTransactions(SqliteStore store)
{
    private readonly Lock gate = new();
    private readonly List<Waiting> waiting = [];
    private bool isAtWork;

    /// <summary>Carries out a change, maybe together with others.</summary>
    /// <returns>As for <see cref="SqliteStore.Write"/>.</returns>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public Task<Outcome> Change(RowChange change)
    {
        var mine = new Waiting(change, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (gate)
        {
            waiting.Add(mine);
            if (!isAtWork)
            {
                isAtWork = true;
                Task.Run(WriteAll).Ignore();   // not in the turns of the grain that happens to be first; whoever waits is told what went wrong
            }
        }

        return mine.Outcome.Task;
    }

    private async Task WriteAll()
    {
        do
        {
            Waiting[] taken = [];
            try
            {
                var outcomes = await store.InTurn(() => store.Change(() => [.. (taken = Take()).Select(entry => entry.Change)]));
                foreach (var (entry, outcome) in taken.Zip(outcomes))
                {
                    entry.Outcome.SetResult(outcome);
                }
            }
            catch (Exception exception) when (taken.Length <= 1)
            {
                Array.ForEach(taken.Length == 0 ? Take() : taken, entry => entry.Outcome.SetException(exception));   // without the lock none was taken
            }
            catch (Exception)
            {
                await WriteEach(taken);   // one that is too large for a disk that is nearly full fails no others
            }
        }
        while (IsLeft());
    }

    private async Task WriteEach(Waiting[] taken)
    {
        foreach (var entry in taken)
        {
            try
            {
                entry.Outcome.SetResult(await store.InTurn(() => store.Change(() => [entry.Change])[0]));
            }
            catch (Exception exception)
            {
                entry.Outcome.SetException(exception);
            }
        }
    }

    private Waiting[] Take()
    {
        lock (gate)
        {
            Waiting[] all = [.. waiting];
            waiting.Clear();
            return all;
        }
    }

    private bool IsLeft()
    {
        lock (gate)
        {
            return isAtWork = waiting.Count > 0;
        }
    }

    private sealed record Waiting(RowChange Change, TaskCompletionSource<Outcome> Outcome);
}

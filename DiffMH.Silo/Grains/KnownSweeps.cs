using DiffMH.Silo.Grains.Stored;

namespace DiffMH.Silo.Grains;

/// <summary>How the sweeps of a store were when they were last asked.</summary>
/// <param name="entries">The list that is stored.</param>
/// <param name="time">For the time of their submission.</param>
internal sealed class KnownSweeps(List<StoredEntry> entries, TimeProvider time)
{
    private readonly Dictionary<string, int> beginnings = new(StringComparer.Ordinal);

    /// <summary>In the order in which they were submitted first.</summary>
    public IReadOnlyList<StoredEntry> All => entries;

    /// <summary>Whether the list in the store says the same.</summary>
    public bool IsStored { get; set; } = true;

    /// <summary>Takes note of a sweep that has begun, or is another.</summary>
    public void Begin(SweepStatus status)
    {
        beginnings[status.Id] = BeginningsOf(status.Id) + 1;
        Note(status);
    }

    /// <summary>Asks those that have not ended how they are; one that cannot answer keeps its entry.</summary>
    public Task Ask(Func<string, Task<SweepStatus>> ask) =>
        Task.WhenAll([.. entries.Where(entry => !entry.HasEnded).Select(entry => AskOne(entry.Id, ask))]);

    /// <summary>An answer may be late, as where others hang on a silo that was killed: what was asked before a sweep began again does not count after.</summary>
    private async Task AskOne(string sweep, Func<string, Task<SweepStatus>> ask)
    {
        var before = BeginningsOf(sweep);
        var answer = ask(sweep);
        await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (answer.IsCompletedSuccessfully && BeginningsOf(sweep) == before)
        {
            Note(Advanced(await answer));
        }
    }

    /// <summary>A sweep whose silo was lost knows of no point at work until these have been asked again: it has not gone back for that.</summary>
    private SweepStatus Advanced(SweepStatus status) =>
        status.State == RunState.Running && entries.Find(entry => entry.Id == status.Id) is { } known ? status with { Progress = Math.Max(status.Progress, known.Progress) } : status;

    private int BeginningsOf(string sweep) => beginnings.GetValueOrDefault(sweep);

    private void Note(SweepStatus status)
    {
        var place = entries.FindIndex(entry => entry.Id == status.Id);
        var entry = StoredEntry.From(status, place < 0 ? time.GetUtcNow() : entries[place].Submitted);
        var isChanged = place < 0 || (entries[place].State, entries[place].Priority) != (entry.State, entry.Priority) || entries[place].Completed + entries[place].Failed != entry.Completed + entry.Failed;
        if (place < 0)
        {
            entries.Add(entry);
        }
        else
        {
            entries[place] = entry;
        }

        IsStored &= !isChanged;
    }
}

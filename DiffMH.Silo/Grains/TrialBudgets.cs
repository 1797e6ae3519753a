using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace DiffMH.Silo.Grains;

/// <summary>How long a call on lanes may compute: lanes under suspicion begin with short calls, each twice as long as the one before that returned.</summary>
internal sealed class TrialBudgets
{
    /// <summary>Long enough that a call costs nothing beside it, short enough that nobody waits for it in vain.</summary>
    public static readonly TimeSpan Ordinary = TimeSpan.FromSeconds(2);

    /// <summary>The first of lanes under suspicion: so short that a silo that is killed for another reason is hardly ever killed in the same call twice.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(0.05);

    private readonly ConcurrentDictionary<(Suspect, BatchInFlight), TimeSpan> lengthened = new();

    /// <summary>The budget of the next call.</summary>
    /// <param name="suspect">What the lanes are under suspicion for; null for nothing.</param>
    /// <param name="batch">The lanes.</param>
    public TimeSpan Of(Suspect? suspect, BatchInFlight batch) => suspect is null ? Ordinary : lengthened.GetValueOrDefault(Key(suspect, batch), First);

    /// <summary>Takes note of a call that returned.</summary>
    public void Lengthen(Suspect suspect, BatchInFlight batch)
    {
        var twice = 2 * Of(suspect, batch);
        lengthened[Key(suspect, batch)] = twice < Ordinary ? twice : Ordinary;
    }

    /// <summary>Forgets those of suspicions that have gone, or have grown by a death.</summary>
    public void Keep(ImmutableArray<Suspect> known)
    {
        foreach (var gone in lengthened.Keys.Where(key => !known.Contains(key.Item1)))
        {
            lengthened.TryRemove(gone, out _);
        }
    }

    /// <summary>The lanes, wherever a call on them begins.</summary>
    private static (Suspect, BatchInFlight) Key(Suspect suspect, BatchInFlight batch) => (suspect, batch with { Start = 0, IsAlone = true });
}

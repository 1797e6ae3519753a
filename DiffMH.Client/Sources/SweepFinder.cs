using DiffMH.Client.Commands;
using DiffMH.Client.Reports;

namespace DiffMH.Client.Sources;

/// <summary>Finds the sweep that a user means by an id, a name, or the beginning of either.</summary>
internal static class SweepFinder
{
    private const int Shown = 10;

    /// <summary>The length of the longest usual state.</summary>
    private const int Longest = 9;

    /// <summary>Finds it in what the store remembers. How far each sweep is, which may take long to read, is read only for the message that lists them.</summary>
    /// <param name="source">The store.</param>
    /// <param name="wanted">What the user gave.</param>
    /// <param name="store">The store, for messages.</param>
    /// <param name="on">How the store was asked for, for commands in messages; null for the default.</param>
    /// <param name="zone">In which times are told; null for UTC.</param>
    /// <exception cref="CommandException">None is meant, or more than one may be.</exception>
    public static async Task<SweepEntry> Find(ISweepSource source, string wanted, string store, StoreRequest? on = null, TimeZoneInfo? zone = null) =>
        Candidates(await source.Remembered(), wanted) is [var one] ? one : Find(await source.List(), wanted, store, on, zone);

    /// <summary>The one sweep that is meant. A whole id goes before a whole name, and both before beginnings.</summary>
    /// <param name="sweeps">All sweeps of the store.</param>
    /// <param name="wanted">What the user gave.</param>
    /// <param name="store">The store, for messages.</param>
    /// <param name="on">How the store was asked for, for commands in messages; null for the default.</param>
    /// <param name="zone">In which times are told; null for UTC.</param>
    /// <exception cref="CommandException">None is meant, or more than one may be.</exception>
    public static SweepEntry Find(IReadOnlyList<SweepEntry> sweeps, string wanted, string store, StoreRequest? on = null, TimeZoneInfo? zone = null)
    {
        var candidates = Candidates(sweeps, wanted);
        return candidates switch
        {
            [var one] => one,
            [] => throw new CommandException(ExitCode.Usage, sweeps.Count == 0
                ? $"There is no sweep in {store}, so no '{wanted}'. Submit one with: {Line(on, "submit", "FILE")}"
                : $"No sweep in {store} has an id or a name that begins with '{wanted}'. There are:\n{Describe(sweeps, on, zone)}"),
            _ => throw new CommandException(ExitCode.Usage, $"'{wanted}' may be any of {candidates.Length} sweeps. Give more of the id:\n{Describe(candidates, on, zone)}"),
        };
    }

    private static SweepEntry[] Candidates(IReadOnlyList<SweepEntry> sweeps, string wanted)
    {
        Func<SweepEntry, bool>[] readings =
        [
            sweep => sweep.Id == wanted,
            sweep => sweep.Name == wanted,
            sweep => sweep.Id.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) || sweep.Name.StartsWith(wanted, StringComparison.Ordinal),
        ];
        return readings.Select(reading => sweeps.Where(reading).ToArray()).FirstOrDefault(found => found.Length > 0) ?? [];
    }

    private static string Line(StoreRequest? on, params IEnumerable<string> words) => (on ?? new()).Line(words);

    private static string Describe(IReadOnlyList<SweepEntry> sweeps, StoreRequest? on, TimeZoneInfo? zone)
    {
        var width = sweeps.Take(Shown).Max(sweep => sweep.Name.Length);
        var lines = sweeps.Take(Shown).Select(sweep => $"  {sweep.Id}  {sweep.Name.PadRight(width)}  {ResultTable.StateName(sweep.State).PadRight(Longest)}  submitted {SweepList.Time(sweep.Submitted, zone ?? TimeZoneInfo.Utc)}");
        return string.Join('\n', lines) + (sweeps.Count > Shown ? $"\n  and {sweeps.Count - Shown} more: {Line(on, "list")}" : "");
    }
}

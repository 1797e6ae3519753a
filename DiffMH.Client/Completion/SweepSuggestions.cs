using System.CommandLine;
using System.CommandLine.Completions;
using DiffMH.Client.Settings;
using DiffMH.Silo.Storage;

namespace DiffMH.Client.Completion;

/// <summary>Suggests the names of sweeps, and the ids of those that share theirs, as the store remembers them. Silent where it cannot be read.</summary>
internal static class SweepSuggestions
{
    /// <summary>What could be meant.</summary>
    public static IEnumerable<string> For(CompletionContext context)
    {
        try
        {
            var given = context.ParseResult.CommandResult.Command.Options.OfType<Option<string>>().FirstOrDefault(option => option.Name == "--store");
            var store = MachineStore.Of(given is null ? null : context.ParseResult.GetValue(given));
            using var reader = StoreReader.Open(store);
            var names = reader.Remembered().GroupBy(sweep => sweep.Name, StringComparer.Ordinal);
            return [.. names.SelectMany(same => same.Count() == 1 && context.WordToComplete.Length == 0 ? [same.Key] : same.Select(sweep => sweep.Id).Append(same.Key))];
        }
        catch (Exception)
        {
            return [];   // whatever is wrong, a shell that completes a word is no place to say it
        }
    }
}

using System.CommandLine;
using System.CommandLine.Completions;
using DiffMH.Client.Commands;

namespace DiffMH.Client.Completion;

/// <summary>Suggests the folders of the plugins folder, which are named like the plugins in them; none is loaded.</summary>
internal static class PluginSuggestions
{
    /// <summary>What could be meant.</summary>
    public static IEnumerable<string> For(CompletionContext context)
    {
        try
        {
            var given = context.ParseResult.CommandResult.Command.Options.OfType<Option<string>>().FirstOrDefault(option => option.Name == "--plugins");
            var folder = (given is null ? null : context.ParseResult.GetValue(given)) ?? CommonOptions.DefaultPlugins;
            return [.. Directory.EnumerateDirectories(folder).Select(found => Path.GetFileName(found))];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }
}

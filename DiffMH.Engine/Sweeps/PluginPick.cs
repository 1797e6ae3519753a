using System.Collections.Concurrent;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Sweeps;

/// <summary>Finds the plugin that <c>model.plugin</c> asks for: an id, or an id with a version range as in <c>Id@[1.0,2.0)</c>.</summary>
internal sealed class PluginPick(ModelCatalogue catalogue)
{
    private const string Expected = "a plugin's id, perhaps with its version or a range of versions after @, as in DiffMH.Plugins.Ising@[1.0,2.0)";

    /// <summary>The key.</summary>
    public static TextKey Key { get; } = new("plugin", "The plugin's id, perhaps with a version or a range of versions: Id@1.0, Id@[1.0,2.0).", Expected) { IsRequired = true };

    /// <summary>What was asked for and found: the same for every point.</summary>
    private readonly ConcurrentDictionary<string, PluginRegistration> found = new(StringComparer.Ordinal);

    /// <summary>The newest usable version that was asked for; null after noting why there is none.</summary>
    public PluginRegistration? Read(MappingReader section, ICollection<SweepProblem> problems)
    {
        var request = section.Text(Key);
        if (request is null)
        {
            return null;
        }

        if (found.TryGetValue(request, out var known))
        {
            return known;
        }

        var parts = request.Split('@', 2);
        var range = parts.Length == 2 ? VersionRange.TryParse(parts[1]) : null;
        if (parts[0].Length == 0 || (parts.Length == 2 && range is null))
        {
            section.NoteValue(Key.Name, Expected);
            return null;
        }

        // Of equal versions the one listed last wins: it came last into the plugins folder.
        var fitting = catalogue.Plugins.Where(plugin => plugin.Reference.Id == parts[0] && plugin.IsUsable && (range?.Holds(PluginVersion.Of(plugin.Reference)) ?? true));
        var pick = fitting.Reverse().MaxBy(plugin => PluginVersion.Of(plugin.Reference), PluginVersion.Order);
        if (pick is null)
        {
            var path = section.PathOf(Key.Name);
            problems.Add(new(path, $"{path}: found \"{request}\"; {WhyNot(parts[0], range)}", ProblemPart.Value, ProblemKind.Plugin));
            return null;
        }

        return found.GetOrAdd(request, pick);
    }

    private string WhyNot(string id, VersionRange? range)
    {
        var versions = catalogue.Plugins.Where(plugin => plugin.Reference.Id == id).ToList();
        if (versions.Count == 0)
        {
            var known = catalogue.Plugins.Select(plugin => plugin.Reference.Id).Distinct(StringComparer.Ordinal).ToList();
            return known.Count == 0 ? "it must be a plugin in the plugins folder, which has none" : $"it must be a plugin in the plugins folder: {NameSuggestion.For(id, known)}";
        }

        var usable = versions.Where(plugin => plugin.IsUsable).Select(plugin => plugin.Reference.Version).ToList();
        return usable.Count == 0
            ? $"that plugin cannot be used: {versions[^1].Reason}"
            : $"its versions here are {string.Join(", ", usable)}; one must be in {range}";
    }
}

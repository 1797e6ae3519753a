using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DiffMH.Engine.Designs;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Sweeps;

/// <summary>Turns a sweep document into points: strictly, all problems at once, and the same for the same document and plugins everywhere.</summary>
public static class SweepFreezer
{
    private const int IdDigits = 16;

    /// <summary>Freezes a document.</summary>
    /// <param name="document">The sweep file as JSON.</param>
    /// <param name="catalogue">The plugins to resolve it against.</param>
    public static FreezeResult Freeze(JsonObject document, ModelCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(catalogue);
        var problems = new List<SweepProblem>();
        var root = new MappingReader(document, DocumentPath.Root, problems);
        var header = SweepHeader.Read(root);
        foreach (var key in (IEnumerable<string>)[.. DesignReader.Sections, StopSection.Section.Name, OutputSection.Section.Name])
        {
            root.Has(key);
        }

        var design = new DesignReader(header.Seed, problems).Read(root);
        var replicates = ReplicateSettings.Read(root, design, problems);
        root.Finish();
        var expansion = new PointExpansion(document, design, header, replicates, new PointReader(catalogue, header, replicates.Count), problems);
        var points = expansion.Read();
        if (problems.Count == 0)
        {
            problems.AddRange(InfiniteNumbers.In(document, DocumentPath.Root));
        }

        if (problems.Count > 0)
        {
            return new FreezeResult(Sweep: null, [.. problems.Distinct()], expansion.Excluded, expansion.Warnings);
        }

        var resolved = ResolvedDocument.Write(document, expansion.Common, header, design, replicates);
        var data = points.SelectMany(point => catalogue.DataOf(point));
        return new FreezeResult(Seal(header.Name, resolved, points, data), [], expansion.Excluded, expansion.Warnings);
    }

    /// <summary>Whether a resolved document asks that every plugin has passed its verification.</summary>
    public static bool RequiresVerification(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document[SweepHeader.RequireVerifyKey.Name]?.GetValue<bool>() ?? false;
    }

    private static FrozenSweep Seal(string name, string document, ImmutableArray<PointSpec> points, IEnumerable<string> data)
    {
        ImmutableArray<PluginReference> plugins =
            [
                .. points.SelectMany(point => new[] { point.Plugin, point.CouplingPlugin }).OfType<PluginReference>().Distinct()
                    .OrderBy(plugin => plugin.Id, StringComparer.Ordinal).ThenBy(plugin => plugin.Hash, StringComparer.Ordinal),
            ];
        var sealedText = string.Join('\n', plugins.Select(plugin => $"{plugin.Id} {plugin.Version} {plugin.Hash}").Prepend(document).Concat(data.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sealedText)))[..IdDigits];
        return new FrozenSweep(id, name, document, plugins, points);
    }
}

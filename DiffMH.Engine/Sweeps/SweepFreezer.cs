using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DiffMH.Engine.Designs;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;
using DiffMH.Engine.Pilots;

namespace DiffMH.Engine.Sweeps;

/// <summary>Turns a sweep document into points: strictly, all problems at once, and the same for the same document and plugins everywhere.</summary>
public static class SweepFreezer
{
    private const int IdDigits = 16;

    /// <summary>Freezes a document, and decides by quiet pilots what it leaves to them.</summary>
    /// <param name="document">The sweep file as JSON.</param>
    /// <param name="catalogue">The plugins to resolve it against.</param>
    public static FreezeResult Freeze(JsonObject document, ModelCatalogue catalogue) => Freeze(document, catalogue, PilotOrders.Quiet);

    /// <summary>Freezes a document.</summary>
    /// <param name="document">The sweep file as JSON.</param>
    /// <param name="catalogue">The plugins to resolve it against.</param>
    /// <param name="pilots">How pilots decide what the document leaves to them; null leaves it open, for a look at the points: the id is then not that of a sweep that is run.</param>
    /// <exception cref="OperationCanceledException">A pilot was no longer wanted.</exception>
    public static FreezeResult Freeze(JsonObject document, ModelCatalogue catalogue, PilotOrders? pilots)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(catalogue);
        var problems = new List<SweepProblem>();
        var root = new MappingReader(document, DocumentPath.Root, problems);
        var header = SweepHeader.Read(root);
        foreach (var key in (IEnumerable<string>)[.. DesignReader.Sections, StopSection.Section.Name, OutputSection.Section.Name, PilotChoices.Key.Name])
        {
            root.Has(key);
        }

        var design = new DesignReader(header.Seed, problems).Read(root);
        var replicates = ReplicateSettings.Read(root, design, problems);
        root.Finish();
        var kernels = OpenKernels.Of(design, replicates);
        var expansion = new PointExpansion(document, design, header, replicates, new PointReader(catalogue, header, replicates.Count, kernels), problems);
        var points = expansion.Read();
        if (problems.Count == 0)
        {
            problems.AddRange(InfiniteNumbers.In(document, DocumentPath.Root));
            points = PilotChoices.AreIn(document) ? PilotChoices.Read(document, points, problems) : points;
        }

        var auto = pilots is null || PilotChoices.AreIn(document) ? null : new AutoPilot(catalogue, pilots);
        if (problems.Count == 0 && auto is not null)
        {
            NoteLongPilots(points, catalogue, problems);
        }

        if (problems.Count > 0)
        {
            return new FreezeResult(Sweep: null, [.. problems.Distinct()], expansion.Excluded, expansion.Warnings);
        }

        points = auto?.Decide(points) ?? points;
        var resolved = ResolvedDocument.Write(document, expansion.Common, header, design, replicates);
        var data = points.SelectMany(point => catalogue.DataOf(point));
        var sweep = Seal(header.Name, resolved, points, data) with { Kernels = kernels.Uses(points, catalogue) };
        return new FreezeResult(sweep, [], expansion.Excluded, expansion.Warnings);
    }

    /// <summary>Whether a resolved document asks that every plugin has passed its verification.</summary>
    public static bool RequiresVerification(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document[SweepHeader.RequireVerifyKey.Name]?.GetValue<bool>() ?? false;
    }

    private static void NoteLongPilots(ImmutableArray<PointSpec> points, ModelCatalogue catalogue, List<SweepProblem> problems)
    {
        if (points.Where(point => point.Estimator.Chosen != ChosenSettings.None).Select(catalogue.UpdatesPerStep).DefaultIfEmpty().Max() is > AutoPilot.MostSites and var sites)
        {
            problems.Add(new("estimator", $"estimator: found auto with {sites} sites, where chains of a pilot would be too short to choose by; a lattice for it has at most {AutoPilot.MostSites}: compare on a smaller one with diffmh compare, and give scheme and alternatives"));
        }

        if (AutoPilot.Count(points) is > AutoPilot.MostPilots and var count)
        {
            problems.Add(new("estimator", $"estimator: found auto at points that take {count} pilots; a sweep may take at most {AutoPilot.MostPilots}: compare some points with diffmh compare, and give scheme and alternatives"));
        }
    }

    private static FrozenSweep Seal(string name, string document, ImmutableArray<PointSpec> points, IEnumerable<string> data)
    {
        ImmutableArray<PluginReference> plugins =
            [
                .. points.SelectMany(point => new[] { point.Plugin, point.CouplingPlugin }).OfType<PluginReference>().Distinct()
                    .OrderBy(plugin => plugin.Id, StringComparer.Ordinal).ThenBy(plugin => plugin.Hash, StringComparer.Ordinal),
            ];
        var sealedText = string.Join('\n', plugins.Select(plugin => $"{plugin.Id} {plugin.Version} {plugin.Hash}").Prepend(document).Concat(data.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)).Concat(Choices(points)));
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sealedText)))[..IdDigits];
        return new FrozenSweep(id, name, document, plugins, points);
    }

    /// <summary>What the document may leave open. What pilots chose: another processor's last bit may have chosen otherwise. Kernels of models: with them the bits are others.</summary>
    private static IEnumerable<string> Choices(ImmutableArray<PointSpec> points) =>
        [
            .. points.Where(point => point.Estimator.Chosen != ChosenSettings.None).Select(point => $"{point.Identity} {Word.Of(point.Estimator.Scheme)} {point.Estimator.Alternatives}"),
            .. points.Where(point => point.Estimator.Kernel is not null).Select(point => $"{point.Identity} {point.Estimator.Kernel}"),
        ];
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Designs;

/// <summary>Reads the section <c>design</c>.</summary>
/// <param name="seed">The sweep's seed, which names what is drawn.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class DesignReader(ulong seed, ICollection<SweepProblem> problems)
{
    private const string AxisList = "a list of mappings from a key's path to its values";
    private readonly VariedPaths paths = new(problems);

    /// <summary>The keys that a design can vary, with everything below them.</summary>
    public static IReadOnlyList<string> Sections { get; } = ["model", "proposal", "coupling", "estimator", "chain", "objective", "optimizer"];

    /// <summary>The design; of what is wrong, nothing.</summary>
    public Design Read(MappingReader root)
    {
        var section = root.Section(Design.Key);
        var order = section.Choice("order", DesignOrder.Grid);
        var cross = ReadAxes(section, Block.Cross);
        var zip = ReadAxes(section, Block.Zip);
        RequireEqualLengths(zip);
        var rows = new PointRowsReader(paths, problems).Read(section);
        var rules = new RuleReader(section, paths, problems);
        var refinements = rules.ReadRefinements();
        var exclusions = rules.ReadExclusions();
        section.Finish();
        var zipped = zip.IsEmpty || zip.Any(axis => axis.Values.Length != zip[0].Values.Length) ? [] : ImmutableArray.Create(Block.Of(Block.Zip, zip.AsSpan()));
        return new Design(
            [.. cross.Select(axis => Block.Of(Block.Cross, axis)), .. zipped, .. rows.IsEmpty ? [] : ImmutableArray.Create(new Block(Block.Points, rows))],
            refinements,
            exclusions,
            order,
            paths.Broken);
    }

    private ImmutableArray<Axis> ReadAxes(MappingReader section, string block)
    {
        var axes = ImmutableArray.CreateBuilder<Axis>();
        if (section.Value(block) is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                ReadEntry(axes, block, list[i], DocumentPath.Item(section.PathOf(block), i));
            }
        }
        else if (section.Has(block))
        {
            section.NoteValue(block, AxisList);
        }

        return axes.ToImmutable();
    }

    private void ReadEntry(ImmutableArray<Axis>.Builder axes, string block, JsonNode? entry, string place)
    {
        if (entry is not JsonObject { Count: > 0 } mapping)
        {
            problems.Add(new(place, $"{place}: found {Found.Text(entry)}; it must be a mapping from a key's path to its values"));
            return;
        }

        foreach (var (path, values) in mapping)
        {
            var axis = new Axis(path, DocumentPath.Join(place, path), []);
            if (paths.Claim(path, block, axis.Place) && ReadAxis(axis, values) is { } whole)
            {
                axes.Add(whole);
            }
        }
    }

    private Axis? ReadAxis(Axis axis, JsonNode? node)
    {
        var noted = problems.Count;
        var whole = axis with { Values = new AxisValues(axis, seed, problems).Read(node) };
        for (var i = 0; i < whole.Values.Length; i++)
        {
            paths.RequireExact(whole.Cell(i));
        }

        if (problems.Count == noted)
        {
            return whole;
        }

        paths.NoteBroken(axis.Path);
        return null;
    }

    private void RequireEqualLengths(ImmutableArray<Axis> zip)
    {
        foreach (var axis in zip.Where(axis => axis.Values.Length != zip[0].Values.Length))
        {
            problems.Add(new(axis.Place, $"values of {axis.Path}: found {axis.Values.Length}; axes of zip advance together and must be of equal length, here {zip[0].Values.Length} as {zip[0].Path}"));
            paths.NoteBroken(axis.Path);
        }
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Expressions;

namespace DiffMH.Engine.Designs;

/// <summary>Reads the lists <c>set</c> and <c>exclude</c>.</summary>
/// <param name="section">The section <c>design</c>.</param>
/// <param name="paths">The keys that vary.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class RuleReader(MappingReader section, VariedPaths paths, ICollection<SweepProblem> problems)
{
    /// <summary>The list of what is set, and in its entries what is set to what.</summary>
    public const string Set = "set";
    
    /// <summary>The list of what is left out.</summary>
    public const string Exclude = "exclude";
    
    /// <summary>Where an entry holds.</summary>
    public const string When = "when";

    private const string Conditions = "a mapping from a key's path to a value or a list of values";
    private const string Values = "a mapping from a key's path to its value or to { expr: EXPRESSION }";

    /// <summary>What is set at some points.</summary>
    public ImmutableArray<Refinement> ReadRefinements() => ReadList(Set, $"a list of {{ {When}: ..., {Set}: ... }}", entry =>
    {
        var condition = entry.Has(When) ? ReadCondition(entry) : [];
        return new Refinement(new(entry.PathOf(Set), condition), ReadAssignments(entry));
    });

    /// <summary>Which points are left out.</summary>
    public ImmutableArray<Condition> ReadExclusions() => ReadList(Exclude, $"a list of {{ {When}: ... }}", entry => new Condition(entry.PathOf(When), ReadCondition(entry)));

    private ImmutableArray<T> ReadList<T>(string key, string expected, Func<MappingReader, T> read)
    {
        var rules = ImmutableArray.CreateBuilder<T>();
        if (section.Value(key) is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                ReadEntry(rules, list[i], DocumentPath.Item(section.PathOf(key), i), expected["a list of ".Length..], read);
            }
        }
        else if (section.Has(key))
        {
            section.NoteValue(key, expected);
        }

        return rules.ToImmutable();
    }

    private void ReadEntry<T>(ImmutableArray<T>.Builder rules, JsonNode? entry, string place, string expected, Func<MappingReader, T> read)
    {
        if (entry is not JsonObject mapping)
        {
            problems.Add(new(place, $"{place}: found {Found.Text(entry)}; it must be {expected}"));
            return;
        }

        var reader = new MappingReader(mapping, place, problems);
        var noted = problems.Count;
        var rule = read(reader);
        reader.Finish();
        if (problems.Count == noted)
        {
            rules.Add(rule);
        }
    }

    private ImmutableArray<Requirement> ReadCondition(MappingReader entry) => ReadMapping(entry, When, Conditions, (path, node, place) =>
    {
        if (!paths.IsOfPoints(path, place))
        {
            return null;
        }

        if (node is null or JsonArray { Count: 0 })
        {
            problems.Add(new(place, $"{place}: found {Found.Text(node)}; it must be a value or a list of values"));
        }

        return new Requirement(path, place, node is JsonArray list ? [.. list] : [node]);
    });

    private ImmutableArray<Assignment> ReadAssignments(MappingReader entry)
    {
        var known = new List<string>();
        return ReadMapping(entry, Set, Values, (path, node, place) =>
        {
            if (!paths.IsOfPoints(path, place) || !CanSet(path, place, known))
            {
                return null;
            }

            known.Add(path);
            paths.RequireExact(new(path, node, place, place));
            return node is JsonObject mapping && mapping.ContainsKey(Assignment.Computed.Name)
                ? new Assignment(path, place, null, ReadExpression(new(mapping, place, problems)))
                : new Assignment(path, place, node, null);
        });
    }

    private ImmutableArray<T> ReadMapping<T>(MappingReader entry, string key, string expected, Func<string, JsonNode?, string, T?> read)
        where T : class
    {
        if (entry.Value(key) is JsonObject { Count: > 0 } mapping)
        {
            return [.. mapping.Select(pair => read(pair.Key, pair.Value, DocumentPath.Join(entry.PathOf(key), pair.Key))).OfType<T>()];
        }

        if (entry.Has(key))
        {
            entry.NoteValue(key, expected);
        }
        else
        {
            entry.NoteMissing(key, expected);
        }

        return [];
    }

    private bool CanSet(string path, string place, List<string> known)
    {
        if (paths.Overlapping(path) is { } axis)
        {
            problems.Add(new(place, $"'{path}' is set although '{axis}' varies; a point is named by its axis values and must run with them, so one of the two must go", ProblemPart.Key));
            return false;
        }

        if (known.Find(other => VariedPaths.Overlap(other, path)) is { } overlap)
        {
            problems.Add(new(place, $"'{path}' is set beside '{overlap}'; one would overwrite the other, so one of them must go", ProblemPart.Key));
            return false;
        }

        return true;
    }

    private ExpressionNode? ReadExpression(MappingReader value)
    {
        var text = value.Text(Assignment.Computed);
        value.Finish();
        if (text is null)
        {
            return null;
        }

        try
        {
            var expression = ExpressionParser.Parse(text);
            SettingFunctions.Check(expression);
            return expression;
        }
        catch (ExpressionException wrong)
        {
            problems.Add(wrong.At(value.PathOf(Assignment.Computed.Name)));
            return null;
        }
    }
}

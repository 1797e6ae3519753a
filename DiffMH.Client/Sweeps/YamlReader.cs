using System.Globalization;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DiffMH.Client.Sweeps;

/// <summary>Reads one YAML document into JSON nodes, noting where each stands.</summary>
/// <remarks>
/// Works on the parser's events: YamlDotNet's own document model stops at the first duplicate key and drops marks. Anchors, aliases and
/// tags are refused: a sweep file says what it means where it says it.
/// </remarks>
/// <param name="text">The document.</param>
/// <param name="placeOf">The place of a line and a column.</param>
internal sealed class YamlReader(string text, Func<int, int, SourcePlace> placeOf)
{
    private const int MostDepth = 32;
    private const int MostShown = 80;
    private readonly Parser parser = new(new StringReader(text));
    private readonly string[] lines = text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);

    /// <summary>The lists and mappings around the present place, innermost first; without a bracket where they are written by indentation.</summary>
    private readonly Stack<(string Bracket, SourcePlace Place)> open = new();

    /// <summary>What is wrong, in the order in which it was found.</summary>
    public List<PlacedProblem> Problems { get; } = [];

    /// <summary>Called with the path of each node, the place of its key and that of its value.</summary>
    public required Action<string, SourcePlace, SourcePlace> Visit { get; init; }

    /// <summary>Called with the path of each text whose letters stand as they are in one line, and the place of the first.</summary>
    public Action<string, SourcePlace> VisitLetters { get; init; } = static (_, _) => { };

    /// <summary>The document.</summary>
    /// <param name="root">The path at which it stands.</param>
    /// <param name="isWhole">False where the text could not be read to its end.</param>
    public JsonNode? Read(string root, out bool isWhole)
    {
        isWhole = false;
        if (YamlCharacters.FirstProblem(text) is var (line, column, problem))
        {
            Note(placeOf(line, column), problem);
            return null;
        }

        try
        {
            Next<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                isWhole = true;
                return null;
            }

            Next<DocumentStart>();
            var node = ReadNode(root, key: null);
            Next<DocumentEnd>();
            RefuseFurtherDocuments();
            isWhole = true;
            return node;
        }
        catch (YamlException broken)
        {
            Explain(broken);
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 18 can throw this, without a place, when the text ends inside brackets.
            NoteUnclosed();
        }

        return null;
    }

    private JsonNode? ReadNode(string path, SourcePlace? key)
    {
        var start = parser.Current ?? throw new InvalidOperationException("no event");
        var place = PlaceOf(start.Start);
        Visit(path, key ?? place, place);
        RefuseExtras(start, place);
        if (open.Count >= MostDepth)
        {
            throw new YamlException(start.Start, start.End, string.Create(CultureInfo.InvariantCulture, $"found more than {MostDepth} levels of nesting; a sweep file has fewer than 10"));
        }

        return start switch
        {
            MappingStart mapping => ReadMapping(path, mapping, place),
            SequenceStart list => ReadList(path, list, place),
            Scalar scalar => ReadScalar(path, scalar),
            _ => Skip(),
        };
    }

    private JsonObject ReadMapping(string path, MappingStart start, SourcePlace place)
    {
        var mapping = new JsonObject();
        open.Push((start.Style == YamlDotNet.Core.Events.MappingStyle.Flow ? "{" : "", place));
        parser.MoveNext();
        while (!parser.Accept<MappingEnd>(out _))
        {
            ReadEntry(path, mapping);
        }

        parser.MoveNext();
        open.Pop();
        return mapping;
    }

    private void ReadEntry(string path, JsonObject mapping)
    {
        var place = PlaceOf(parser.Current!.Start);
        RefuseExtras(parser.Current, place);
        if (parser.Current is not Scalar scalar)
        {
            throw new YamlException(parser.Current.Start, parser.Current.End, "found a list or mapping as a key; a key is a word");
        }

        var key = scalar.Value;
        parser.MoveNext();
        if (mapping.ContainsKey(key))
        {
            Note(place, $"duplicate key '{DocumentPath.Join(path, key)}': found '{key}' a second time in the same mapping; each key stands once");
            ReadNode(DocumentPath.Join(path, key + " (again)"), place);
        }
        else
        {
            mapping[key] = ReadNode(DocumentPath.Join(path, key), place);
        }
    }

    private JsonArray ReadList(string path, SequenceStart start, SourcePlace place)
    {
        var list = new JsonArray();
        open.Push((start.Style == YamlDotNet.Core.Events.SequenceStyle.Flow ? "[" : "", place));
        parser.MoveNext();
        while (!parser.Accept<SequenceEnd>(out _))
        {
            list.Add(ReadNode(DocumentPath.Item(path, list.Count), key: null));
        }

        parser.MoveNext();
        open.Pop();
        return list;
    }

    private JsonNode? ReadScalar(string path, Scalar scalar)
    {
        // Escapes, and white space that is folded, make the text shorter than what is written.
        var quotes = scalar.Style == ScalarStyle.Plain ? 0 : 1;
        if (scalar.Start.Line == scalar.End.Line && scalar.End.Column - scalar.Start.Column == scalar.Value.Length + (2 * quotes))
        {
            var place = PlaceOf(scalar.Start);
            VisitLetters(path, place with { Column = place.Column + quotes });
        }

        parser.MoveNext();
        return scalar.Style == ScalarStyle.Plain ? YamlScalar.Parse(scalar.Value) : JsonValue.Create(scalar.Value);
    }

    private JsonNode? Skip()
    {
        parser.MoveNext();
        return null;
    }

    private void RefuseExtras(ParsingEvent found, SourcePlace place)
    {
        if (found is AnchorAlias alias)
        {
            Note(place, $"alias: found '*{alias.Value}'; aliases are not used in sweep files, write the value out");
        }
        else if (found is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            Note(place, $"anchor: found '&{anchored.Anchor.Value}'; anchors are not used in sweep files, remove it");
        }
        else if (found is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            Note(place, $"tag: found '{tagged.Tag}'; tags are not used in sweep files, remove it");
        }
    }

    private void RefuseFurtherDocuments()
    {
        if (parser.Accept<DocumentStart>(out var further))
        {
            Note(PlaceOf(further.Start), "second document: found '---' after the first document; a file holds one sweep");
        }
    }

    private void Next<T>()
        where T : ParsingEvent
    {
        if (parser.Current is null)
        {
            parser.MoveNext();
        }

        parser.Consume<T>();
    }

    private void Explain(YamlException broken)
    {
        var (first, last) = ((int)broken.Start.Line, (int)broken.End.Line);
        var isInBrackets = open.Any(IsBracket);
        var tabbed = Enumerable.Range(first, last - first + 2).FirstOrDefault(line => IsTabbed(lines.ElementAtOrDefault(line - 1) ?? ""));
        if (tabbed > 0)
        {
            Note(placeOf(tabbed, lines[tabbed - 1].IndexOf('\t', StringComparison.Ordinal) + 1), "syntax: found a tab in the indentation; YAML indents with spaces");
        }
        else if (isInBrackets && lines.Skip(first - 1).All(string.IsNullOrWhiteSpace))
        {
            NoteUnclosed();
        }
        else
        {
            var inside = isInBrackets ? $" (inside the '{open.First(IsBracket).Bracket}' at {open.First(IsBracket).Place})" : "";
            var line = lines.ElementAtOrDefault(first - 1)?.Trim() ?? "";
            Note(PlaceOf(broken.Start), $"syntax: {broken.Message.TrimEnd('.')}{inside}; found: {(line.Length > MostShown ? line[..MostShown] + "..." : line)}");
        }
    }

    private static bool IsTabbed(string line) => line.AsSpan(0, line.Length - line.TrimStart().Length).Contains('\t');

    private static bool IsBracket((string Bracket, SourcePlace Place) collection) => collection.Bracket.Length > 0;

    private void NoteUnclosed()
    {
        var (bracket, place) = open.FirstOrDefault(IsBracket) is { Bracket: not null } known ? known : BracketAhead();
        Note(place, $"syntax: found '{bracket}' that is never closed; it needs its '{(bracket == "[" ? "]" : "}")}'");
    }

    /// <summary>The bracket where a key should be: the parser has not told of it. It is the first of a line behind the last thing told.</summary>
    private (string Bracket, SourcePlace Place) BracketAhead()
    {
        var begin = (int)(parser.Current?.Start.Line ?? 1);
        var line = Enumerable.Range(begin, lines.Length - begin + 1).FirstOrDefault(line => lines[line - 1].TrimStart() is ['[' or '{', ..], begin);
        var bracket = lines[line - 1].AsSpan().IndexOfAny('[', '{');
        return bracket < 0 ? ("[", placeOf(line, 1)) : (lines[line - 1][bracket].ToString(), placeOf(line, bracket + 1));
    }

    private void Note(SourcePlace place, string message) => Problems.Add(new PlacedProblem(place, message));

    /// <summary>The place of a mark; the end of the text where the mark is behind it, as that of what is missing at the end can be.</summary>
    private SourcePlace PlaceOf(Mark mark)
    {
        var line = (int)Math.Min(mark.Line, lines.Length);
        return placeOf(line, (int)Math.Min(mark.Column, lines[line - 1].Length + 1));
    }
}

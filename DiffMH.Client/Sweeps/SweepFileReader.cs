using System.Globalization;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Client.Sweeps;

/// <summary>Reads the text of a sweep file and puts <c>--set</c> overrides and the rows of its CSV file into it.</summary>
public sealed class SweepFileReader
{
    private readonly PlaceMap places;
    private readonly List<PlacedProblem> problems = [];
    private readonly string fileName;

    private SweepFileReader(string fileName)
    {
        this.fileName = fileName;
        places = new PlaceMap(new SourcePlace(fileName, 1, 1));
    }

    /// <summary>Reads a sweep file.</summary>
    /// <param name="fileName">Its path, as messages call it; its folder is where a CSV file is looked for.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="overrides">Each as <c>path=value</c>, the value in YAML; applied in order.</param>
    public static SweepReading Read(string fileName, string text, IReadOnlyList<string> overrides)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(overrides);
        var reader = new SweepFileReader(fileName);
        var document = reader.ReadFile(text);
        for (var i = 0; document is not null && i < overrides.Count; i++)
        {
            reader.Override(document, overrides[i], new SourcePlace($"--set {overrides[i]}", 0, i));
        }

        var rows = new CsvPoints(Path.GetDirectoryName(fileName) ?? "", reader.places, reader.problems);
        var hasRows = document is not null && rows.Inline(document);
        return new SweepReading(document, reader.places, [.. reader.problems], hasRows);
    }

    private JsonObject? ReadFile(string text)
    {
        var reader = new YamlReader(text, (line, column) => new SourcePlace(fileName, line, column)) { Visit = places.Add, VisitLetters = places.AddLetters };
        var node = reader.Read(DocumentPath.Root, out var isWhole);
        problems.AddRange(reader.Problems);
        if (isWhole && node is not JsonObject)
        {
            var found = node switch
            {
                null => "nothing",
                JsonArray => "a list",
                JsonValue value when value.TryGetValue<double>(out var number) => string.Create(CultureInfo.InvariantCulture, $"the single value {number}"),
                _ => $"the single value {node}",
            };
            problems.Add(new(places.Of(DocumentPath.Root, ProblemPart.Value), $"sweep file: found {found}; it must be a mapping with apiVersion, kind, name, seed, model, ..."));
        }

        return isWhole ? node as JsonObject : null;
    }

    private void Override(JsonObject document, string text, SourcePlace place)
    {
        var separator = text.IndexOf('=', StringComparison.Ordinal);
        if (separator <= 0)
        {
            problems.Add(new(place, $"override: found '{text}'; it must be path=value, as in chain.draws=2000"));
            return;
        }

        var path = text[..separator].Trim();
        var reader = new YamlReader(text[(separator + 1)..], (_, _) => place) { Visit = static (_, _, _) => { } };
        var value = reader.Read(path, out _);
        problems.AddRange(reader.Problems);
        if (reader.Problems.Count > 0)
        {
            return;
        }

        if (DocumentPath.Set(document, path, value) is { } problem)
        {
            problems.Add(new(place, problem));
        }
        else
        {
            places.Replace(path, place);
        }
    }
}

using DiffMH.Engine.Documents;

namespace DiffMH.Client.Sweeps;

/// <summary>Where each key and each value of a document was written.</summary>
/// <param name="whole">Where the document begins.</param>
public sealed class PlaceMap(SourcePlace whole)
{
    private readonly Dictionary<string, SourcePlace> letters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (SourcePlace Key, SourcePlace Value)> places = new(StringComparer.Ordinal) { [DocumentPath.Root] = (whole, whole) };

    /// <summary>The place of a path; of the nearest enclosing one that was written where this one was not.</summary>
    public SourcePlace Of(string path, ProblemPart part)
    {
        while (!places.ContainsKey(path))
        {
            path = DocumentPath.Parent(path)!;
            part = ProblemPart.Key;
        }

        return part == ProblemPart.Key ? places[path].Key : places[path].Value;
    }

    /// <summary>The place of one letter of a text; of the whole text where its letters do not stand side by side in the file.</summary>
    /// <param name="path">The text.</param>
    /// <param name="part">Whether the key or the text is meant.</param>
    /// <param name="column">Which letter, from 1; 0 for the whole.</param>
    public SourcePlace Of(string path, ProblemPart part, int column) => part == ProblemPart.Value && column > 0 && letters.TryGetValue(path, out var first)
        ? first with { Column = first.Column + column - 1 }
        : Of(path, part);

    /// <summary>The letters of a text stand side by side, the first of them here.</summary>
    internal void AddLetters(string path, SourcePlace first) => letters[path] = first;

    internal void Add(string path, SourcePlace key, SourcePlace value) => places[path] = (key, value);

    /// <summary>A value was replaced from outside: it and everything below it is at a new place, and so are the mappings made for it.</summary>
    internal void Replace(string path, SourcePlace place)
    {
        foreach (var below in places.Keys.Where(other => DocumentPath.Covers(path, other)).ToList())
        {
            places.Remove(below);
            letters.Remove(below);
        }

        for (var made = path; !places.ContainsKey(made); made = DocumentPath.Parent(made)!)
        {
            Add(made, place, place);
        }
    }
}

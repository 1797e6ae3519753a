using DiffMH.Engine.Documents;

namespace DiffMH.Client.Sweeps;

/// <summary>Where each key and each value of a document was written.</summary>
/// <param name="whole">Where the document begins.</param>
public sealed class PlaceMap(SourcePlace whole)
{
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

    internal void Add(string path, SourcePlace key, SourcePlace value) => places[path] = (key, value);

    /// <summary>A value was replaced from outside: it and everything below it is at a new place, and so are the mappings made for it.</summary>
    internal void Replace(string path, SourcePlace place)
    {
        foreach (var below in places.Keys.Where(other => DocumentPath.Covers(path, other)).ToList())
        {
            places.Remove(below);
        }

        for (var made = path; !places.ContainsKey(made); made = DocumentPath.Parent(made)!)
        {
            Add(made, place, place);
        }
    }
}

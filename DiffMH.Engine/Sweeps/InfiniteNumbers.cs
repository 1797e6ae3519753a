using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>Finds numbers that are infinite or none, where no point has them: in conditions that ask for them, or at points left out. No key takes them, and no JSON holds them.</summary>
internal static class InfiniteNumbers
{
    /// <summary>All of them below a path.</summary>
    public static IEnumerable<SweepProblem> In(JsonNode? node, string path) => node switch
    {
        JsonObject mapping => mapping.SelectMany(entry => In(entry.Value, DocumentPath.Join(path, entry.Key))),
        JsonArray list => list.SelectMany((item, i) => In(item, DocumentPath.Item(path, i))),
        _ => JsonNumbers.TryGetDouble(node, out var number) && !double.IsFinite(number)
            ? [new(path, $"{path}: found {Found.Number(number)}; it must be a finite number, though no point has it")]
            : [],
    };
}

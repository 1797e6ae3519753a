using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>The two names of a point.</summary>
internal static class PointKeys
{
    /// <summary>Keys that watch or use the primal chain without changing it: points that differ only there share their random streams.</summary>
    private static readonly ImmutableArray<string> Watchers = ["estimator", "coupling", "chain.chains", "optimizer", "objective"];

    /// <summary>The hash of all axis values: who the point is.</summary>
    public static string Identity(JsonObject settings) => CanonicalJson.Hash(settings);

    /// <summary>The hash of the axis values that name the point's random streams.</summary>
    /// <param name="settings">All axis values.</param>
    /// <param name="shared">The axes whose points share streams.</param>
    public static string StreamKey(JsonObject settings, IReadOnlyCollection<string> shared) =>
        CanonicalJson.Hash(new JsonObject(settings
            .Where(axis => !shared.Contains(axis.Key, StringComparer.Ordinal) && !Watchers.Any(watcher => DocumentPath.Covers(watcher, axis.Key)))
            .Select(axis => KeyValuePair.Create(axis.Key, axis.Value?.DeepClone()))));
}

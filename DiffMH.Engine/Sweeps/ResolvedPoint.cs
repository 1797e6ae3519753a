using System.Text.Json.Nodes;

namespace DiffMH.Engine.Sweeps;

/// <summary>A point with everything decided.</summary>
/// <param name="Spec">The point.</param>
/// <param name="Sections">Its sections as a sweep file that leaves nothing out would have them, but for what has no effect.</param>
internal sealed record ResolvedPoint(PointSpec Spec, JsonObject Sections);

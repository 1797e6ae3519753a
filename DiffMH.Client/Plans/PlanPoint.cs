using System.Text.Json.Nodes;

namespace DiffMH.Client.Plans;

/// <summary>The work of one point.</summary>
/// <param name="Point">Its index.</param>
/// <param name="Settings">Its axis values by dotted path.</param>
/// <param name="Replicates">How many replicates.</param>
/// <param name="Chains">Chains of each.</param>
/// <param name="Iterations">Iterations of the optimiser; 0 in gradient mode.</param>
/// <param name="Updates">Updates of primal chains, the final evaluation among them.</param>
/// <param name="Seconds">Seconds of one core; NaN (null in JSON) where its kernel could not be timed.</param>
public sealed record PlanPoint(int Point, JsonObject Settings, int Replicates, int Chains, int Iterations, double Updates, double Seconds);

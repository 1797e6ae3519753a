using DiffMH.Engine.Documents;

namespace DiffMH.Client.Results;

/// <summary>What a point uses after its pilot.</summary>
/// <param name="Point">The point's index.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="Alternatives">The number of alternatives.</param>
public sealed record PilotChoice(int Point, string Scheme, int Alternatives)
{
    /// <summary>The choice for a point.</summary>
    public static PilotChoice Of(PointSpec point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return new(point.Index, Word.Of(point.Estimator.Scheme), point.Estimator.Alternatives);
    }
}

using System.Collections.Immutable;

namespace DiffMH;

/// <summary>Some consecutive components of one replicate's gradient, of a point whose <see cref="EstimatorSettings.EveryComponent"/> is set.</summary>
/// <param name="Counts">How many components each list or single parameter of the point has, in the order of <see cref="DirectionName.Selectors"/>; empty past the end.</param>
/// <param name="Values">The components, at most <see cref="MostNumbers"/>; empty past the end.</param>
[GenerateSerializer, Immutable]
public sealed record GradientSegment(
    [property: Id(0)] ImmutableArray<int> Counts,
    [property: Id(1)] Vector Values)
{
    /// <summary>The largest number of components in one segment: 4 MB.</summary>
    public const int MostNumbers = (4 << 20) / sizeof(double);

    /// <summary>Past the end.</summary>
    public static GradientSegment None { get; } = new([], Vector.Empty);
}

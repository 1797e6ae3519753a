using System.Collections.Immutable;

namespace DiffMH.Engine.Designs;

/// <summary>The keys that a block sets together, with their values.</summary>
/// <param name="Place">The path at which the design section has them, for messages.</param>
/// <param name="Cells">The keys; none where a point is the file as it stands.</param>
internal sealed record Row(string Place, ImmutableArray<Cell> Cells);

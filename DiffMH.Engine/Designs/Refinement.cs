using System.Collections.Immutable;

namespace DiffMH.Engine.Designs;

/// <summary>Keys that are set at some points after the blocks of a design have made them.</summary>
/// <param name="When">At which.</param>
/// <param name="Assignments">What is set.</param>
internal sealed record Refinement(Condition When, ImmutableArray<Assignment> Assignments);

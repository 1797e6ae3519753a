using System.Collections.Immutable;

namespace DiffMH.Engine.Designs;

/// <summary>Which points a rule is for.</summary>
/// <param name="Place">The path of the rule in the design section, for messages.</param>
/// <param name="Requirements">What a point must have, all of it; nothing where the rule is for every point.</param>
internal sealed record Condition(string Place, ImmutableArray<Requirement> Requirements);

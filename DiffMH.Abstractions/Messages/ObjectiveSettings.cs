namespace DiffMH;

/// <summary>Which objective, and what is wanted of it.</summary>
/// <param name="Name">A named objective of the model, or the name of one of its observables; of an expression, what results call it.</param>
/// <param name="Goal">Largest, smallest, or just its value.</param>
/// <param name="Expression">φ as an expression of moments and parameters; null where the name says which objective it is.</param>
[GenerateSerializer, Immutable]
public sealed record ObjectiveSettings([property: Id(0)] string Name, [property: Id(1)] ObjectiveGoal Goal, [property: Id(2)] string? Expression = null);

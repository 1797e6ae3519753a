namespace DiffMH;

/// <summary>Which objective, and what is wanted of it.</summary>
/// <param name="Name">A named objective of the model, or the name of one of its observables.</param>
/// <param name="Goal">Largest, smallest, or just its value.</param>
[GenerateSerializer, Immutable]
public sealed record ObjectiveSettings([property: Id(0)] string Name, [property: Id(1)] ObjectiveGoal Goal);

using DiffMH.Engine.Objectives;

namespace DiffMH.Engine.Sweeps;

/// <summary>The section <c>objective</c>, read.</summary>
/// <param name="Settings">What is wanted, and of what.</param>
/// <param name="Path">Where the objective stands.</param>
/// <param name="Expression">The objective where it is written out as an expression.</param>
internal sealed record ObjectiveChoice(ObjectiveSettings Settings, string Path, ObjectiveExpression? Expression);

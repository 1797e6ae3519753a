namespace DiffMH.Engine.Documents;

/// <summary>Something wrong in a sweep document.</summary>
/// <param name="Path">Where: the dotted path of the key or list element; of the enclosing mapping where a key is missing; empty for the whole document.</param>
/// <param name="Message">What was wrong, the value found, and what would be right.</param>
/// <param name="Part">Whether the key or its value is at fault, so that a reader can point at the right column.</param>
/// <param name="Kind">Whether the document or a plugin has to change.</param>
public sealed record SweepProblem(string Path, string Message, ProblemPart Part = ProblemPart.Value, ProblemKind Kind = ProblemKind.Document);

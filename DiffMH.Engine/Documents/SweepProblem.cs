namespace DiffMH.Engine.Documents;

/// <summary>Something wrong in a sweep document.</summary>
/// <param name="Path">Where: the dotted path of the key or list element; of the enclosing mapping where a key is missing; empty for the whole document.</param>
/// <param name="Message">What was wrong, the value found, and what would be right.</param>
/// <param name="Part">Whether the key or its value is at fault, so that a reader can point at the right column.</param>
/// <param name="Kind">Whether the document or a plugin has to change.</param>
/// <param name="Column">Which letter of a text that is an expression it is about, from 1, so that a reader can point there; 0 where it is about the whole value.</param>
public sealed record SweepProblem(string Path, string Message, ProblemPart Part = ProblemPart.Value, ProblemKind Kind = ProblemKind.Document, int Column = 0);

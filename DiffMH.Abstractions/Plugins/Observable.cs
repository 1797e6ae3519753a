namespace DiffMH;

/// <summary>The name and unit of one observable.</summary>
/// <param name="Name">As it appears in sweep files and results.</param>
/// <param name="Unit">The unit; empty for a pure number.</param>
public sealed record Observable(string Name, string Unit = "");

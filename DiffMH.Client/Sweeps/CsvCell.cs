namespace DiffMH.Client.Sweeps;

/// <summary>A cell of comma-separated values.</summary>
/// <param name="Text">What it holds, without the quotes of the format.</param>
/// <param name="Place">Where it begins.</param>
internal sealed record CsvCell(string Text, SourcePlace Place);

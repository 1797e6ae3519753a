namespace DiffMH;

/// <summary>A data file is no table of numbers. It says in which line, and knows the file, so that a host can tell which setting names it; a plugin need not catch it.</summary>
/// <param name="file">The file.</param>
/// <param name="problem">What was found in which line, and what would be right.</param>
public sealed class DataFormatException(DataFile file, string problem) : FormatException(problem)
{
    /// <summary>The file.</summary>
    public DataFile File { get; } = file;
}

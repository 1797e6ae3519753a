namespace DiffMH.Engine.Settings;

/// <summary>A data file that a setting names cannot be had.</summary>
/// <param name="problem">Why, and what would be right.</param>
public sealed class DataFileException(string problem) : Exception(problem);

namespace DiffMH;

/// <summary>The settings of a proposal that has none.</summary>
public sealed record NoSettings;

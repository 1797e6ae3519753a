namespace DiffMH.Silo.Storage;

/// <summary>A row of a <see cref="SqliteStore"/>.</summary>
/// <param name="Version">Changes with every write; never used twice in a file.</param>
/// <param name="Payload">What was stored.</param>
public readonly record struct StoredRow(long Version, byte[] Payload);

namespace DiffMH.Silo.Storage;

/// <summary>A row to be written or deleted, if nobody else has written it since it was read.</summary>
/// <param name="Owner">First half of the row's key.</param>
/// <param name="Name">Second half of the row's key.</param>
/// <param name="Expected">The version that was read; null where there was no row.</param>
/// <param name="Payload">What to store; null to delete the row.</param>
internal sealed record RowChange(string Owner, string Name, long? Expected, byte[]? Payload);

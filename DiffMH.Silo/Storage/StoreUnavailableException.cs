namespace DiffMH.Silo.Storage;

/// <summary>
/// The store cannot be used now: it is full, locked, not writable or damaged. The message says which and where, and what to do. What was
/// committed is kept, and whatever could not be stored is worth another attempt.
/// </summary>
/// <remarks>Orleans passes on exceptions of its own kind as they are; it wraps others, stack and all, into the text of another.</remarks>
[GenerateSerializer]
public sealed class StoreUnavailableException(string message) : OrleansException(message);

namespace DiffMH.Silo.Hosting;

/// <summary>A call of a kernel was given up because it did not return. It would not return elsewhere either, so its point fails.</summary>
/// <param name="message">Whose call, and what to do.</param>
internal sealed class BatchOverdueException(string message) : Exception(message);

namespace DiffMH.Silo.Compute;

/// <summary>A piece of work did not return within the limit of its <see cref="ComputePool"/>. Its thread may be in it for ever, and was replaced.</summary>
/// <param name="limit">The limit.</param>
public sealed class WorkOverdueException(TimeSpan limit) : Exception($"The work did not return within {limit.TotalSeconds} s.");

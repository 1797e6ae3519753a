using System.Collections.Immutable;

namespace DiffMH.Silo.Storage;

/// <summary>What a look at a store found.</summary>
/// <param name="Open">How long it took to open it.</param>
/// <param name="Read">How long a small read takes: the median of several.</param>
/// <param name="Obstacle">Why it cannot be written; null where it can, as far as that is known without writing.</param>
/// <param name="FreeBytes">How much more it can take: of its disk, or of its server's memory; null where that is not known.</param>
/// <param name="Clock">Its clock, UTC, at the end of the look; null where it has the clock of this machine.</param>
/// <param name="Warnings">What may lose commits later though all is well now: sentences that say what to do.</param>
public sealed record StoreFacts(TimeSpan Open, TimeSpan Read, string? Obstacle, long? FreeBytes, DateTime? Clock, ImmutableArray<string> Warnings);

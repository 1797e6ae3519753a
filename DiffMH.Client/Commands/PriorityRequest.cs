namespace DiffMH.Client.Commands;

/// <summary>What <c>priority</c> was asked to do.</summary>
/// <param name="Sweep">The sweep: its id, its name, or the beginning of either.</param>
/// <param name="Priority">How much it is to matter.</param>
/// <param name="On">The store, and how to answer.</param>
public sealed record PriorityRequest(string Sweep, SweepPriority Priority, StoreRequest On);

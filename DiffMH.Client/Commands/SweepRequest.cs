namespace DiffMH.Client.Commands;

/// <summary>What a command was asked to do with one sweep.</summary>
/// <param name="Sweep">Its id, its name, or the beginning of either.</param>
/// <param name="On">The store, and how to answer.</param>
public sealed record SweepRequest(string Sweep, StoreRequest On);

namespace DiffMH.Client.Commands;

/// <summary>What <c>silo drain</c> was asked to do.</summary>
/// <param name="Silo">The silo: its name, or its address.</param>
/// <param name="Timeout">How long to wait until it has left.</param>
/// <param name="On">The store, and how to answer.</param>
public sealed record DrainRequest(string Silo, TimeSpan Timeout, StoreRequest On);

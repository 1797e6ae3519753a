namespace DiffMH.Client.Commands;

/// <summary>What <c>retry</c> was asked to do.</summary>
/// <param name="Of">Of which sweep.</param>
/// <param name="Only"><see cref="RunState.Failed"/> or <see cref="RunState.Lost"/> points alone; null for both.</param>
public sealed record RetryRequest(SweepRequest Of, RunState? Only);

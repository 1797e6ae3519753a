namespace DiffMH.Engine.Verification;

/// <summary>What all parts of a search for evidence share.</summary>
/// <param name="Streams">Random streams.</param>
/// <param name="Budget">How much is computed.</param>
/// <param name="Ledger">Where evidence is kept.</param>
/// <param name="Cancellation">Ends it, between two checks.</param>
internal sealed record Search(NamedStreams Streams, VerificationBudget Budget, Ledger Ledger, CancellationToken Cancellation);

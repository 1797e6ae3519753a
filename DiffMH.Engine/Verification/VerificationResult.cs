using System.Collections.Immutable;

namespace DiffMH.Engine.Verification;

/// <summary>What was found of a plugin.</summary>
/// <param name="Rows">What each check found.</param>
/// <param name="Tried">The settings at which models were tried, in the order in which they were.</param>
/// <param name="Untried">The models that could not be tried, since they refuse data that are made up.</param>
public sealed record VerificationResult(ImmutableArray<VerificationRow> Rows, ImmutableArray<TriedSettings> Tried, ImmutableArray<UntriedModel> Untried);

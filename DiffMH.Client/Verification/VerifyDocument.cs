using System.Collections.Immutable;
using DiffMH.Engine.Verification;

namespace DiffMH.Client.Verification;

/// <summary>What a verification found: the document of <c>verify -o json</c>.</summary>
/// <param name="Plugin">Which plugin, to the bit.</param>
/// <param name="Contract">The version of the contract it was held to.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Draws">Draws for each pair of states.</param>
/// <param name="Models">The models that were looked at.</param>
/// <param name="Passed">Whether every row was passed.</param>
/// <param name="Rows">The rows.</param>
public sealed record VerifyDocument(
    PluginReference Plugin, string Contract, ulong Seed, int Draws, ImmutableArray<string> Models, bool Passed, ImmutableArray<VerificationRow> Rows);

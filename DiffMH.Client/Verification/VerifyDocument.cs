using System.Collections.Immutable;
using DiffMH.Engine.Verification;

namespace DiffMH.Client.Verification;

/// <summary>What a verification found: the document of <c>verify -o json</c>.</summary>
/// <param name="Plugin">Which plugin, to the bit.</param>
/// <param name="Contract">The version of the contract it was held to.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Draws">Draws for each pair of states.</param>
/// <param name="Models">The models that were looked at.</param>
/// <param name="Passed">Whether every model could be tried and every row was passed.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Given">The settings that were given, each as <c>name=value</c>; all others were chosen.</param>
/// <param name="Tried">The settings at which the models were tried, data that were made up named as such.</param>
/// <param name="Untried">The models that could not be tried, and what they need.</param>
public sealed record VerifyDocument(
    PluginReference Plugin,
    string Contract,
    ulong Seed,
    int Draws,
    ImmutableArray<string> Models,
    bool Passed,
    ImmutableArray<VerificationRow> Rows,
    ImmutableArray<string> Given,
    ImmutableArray<TriedSettings> Tried,
    ImmutableArray<UntriedModel> Untried);

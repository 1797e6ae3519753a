using System.Collections.Immutable;
using DiffMH.Engine.Verification;

namespace DiffMH.Client.Verification;

/// <summary>That a plugin was verified, all its models, and what was found.</summary>
/// <param name="Plugin">Which plugin, to the bit.</param>
/// <param name="Contract">The version of the contract it was held to.</param>
/// <param name="Date">When, in UTC.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Draws">Draws for each pair of states.</param>
/// <param name="Passed">Whether every row was passed.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Given">The settings that were given, each as <c>name=value</c>; null in certificates of versions that gave none where settings were.</param>
/// <param name="Tried">The settings at which the models were tried; null in older certificates.</param>
public sealed record Certificate(
    PluginReference Plugin,
    string Contract,
    DateTimeOffset Date,
    ulong Seed,
    int Draws,
    bool Passed,
    ImmutableArray<VerificationRow> Rows,
    IReadOnlyList<string>? Given = null,
    IReadOnlyList<TriedSettings>? Tried = null)
{
    /// <summary>The certificate of a verification of all models of a plugin.</summary>
    public static Certificate Of(VerifyDocument document, DateTimeOffset date)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new(document.Plugin, document.Contract, date, document.Seed, document.Draws, document.Passed, document.Rows, document.Given, document.Tried);
    }
}

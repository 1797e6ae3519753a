namespace DiffMH.Client.Verification;

/// <summary>What <c>plugin list</c> says of a certificate.</summary>
/// <param name="Passed">Whether every row was passed.</param>
/// <param name="Date">When, in UTC.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Given">The settings that were given, each as <c>name=value</c>.</param>
public sealed record CertificateSummary(bool Passed, DateTimeOffset Date, ulong Seed, IReadOnlyList<string> Given)
{
    /// <summary>For people.</summary>
    public override string ToString() => FormattableString.Invariant($"{(Passed ? "passed" : "failed")} {Date:yyyy-MM-dd}{(Given.Count > 0 ? $" with {string.Join(' ', Given)}" : "")}");

    /// <summary>Of the certificate of a plugin; null where there is none.</summary>
    internal static CertificateSummary? Of(PluginReference? plugin, CertificateFolder folder) =>
        plugin is not null && folder.Find(plugin) is { } found ? new(found.Passed, found.Date, found.Seed, found.Given ?? []) : null;
}

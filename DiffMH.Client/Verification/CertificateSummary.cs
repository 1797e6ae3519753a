namespace DiffMH.Client.Verification;

/// <summary>What <c>plugin list</c> says of a certificate.</summary>
/// <param name="Passed">Whether every row was passed.</param>
/// <param name="Date">When, in UTC.</param>
/// <param name="Seed">The seed.</param>
public sealed record CertificateSummary(bool Passed, DateTimeOffset Date, ulong Seed)
{
    /// <summary>For people.</summary>
    public override string ToString() => FormattableString.Invariant($"{(Passed ? "passed" : "failed")} {Date:yyyy-MM-dd}");

    /// <summary>Of the certificate of a plugin; null where there is none.</summary>
    internal static CertificateSummary? Of(PluginReference? plugin, CertificateFolder folder) =>
        plugin is not null && folder.Find(plugin) is { } found ? new(found.Passed, found.Date, found.Seed) : null;
}

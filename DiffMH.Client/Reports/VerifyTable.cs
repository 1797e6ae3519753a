using System.Globalization;
using System.Text;
using DiffMH.Client.Formatting;
using DiffMH.Client.Verification;
using DiffMH.Engine.Verification;

namespace DiffMH.Client.Reports;

/// <summary>What a verification found, for people.</summary>
internal static class VerifyTable
{
    /// <summary>The rows, then what is wrong in words.</summary>
    public static string Render(VerifyDocument document)
    {
        var table = new TextTable("model", "check", "proposal", "coupling", "statistic", "p", "detects", "");
        foreach (var row in document.Rows)
        {
            table.Add(
                row.Model, row.Check, row.Proposal ?? "", row.Coupling ?? "", Short(row.Statistic), row.PValue is { } p ? Short(p) : "exact", Short(row.Detects), row.Passed ? "passed" : "FAILED");
        }

        var text = new StringBuilder($"{document.Plugin.Id} {document.Plugin.Version}, sha256:{document.Plugin.Hash}, contract {document.Contract}, seed {document.Seed}\n\n{table}\n");
        foreach (var row in document.Rows.Where(row => !row.Passed))
        {
            text.Append($"{Name(row)} failed: {row.Finding}\n");
        }

        var failed = document.Rows.Count(row => !row.Passed);
        text.Append(failed == 0
            ? $"passed: all {document.Rows.Length} rows\n"
            : $"failed: {failed} of {document.Rows.Length} rows\n");
        return text.ToString();
    }

    private static string Name(VerificationRow row) =>
        string.Join(' ', new[] { $"{row.Model}: {row.Check}", row.Proposal is null ? null : $"with {row.Proposal}", row.Coupling is null ? null : $"and {row.Coupling}" }.OfType<string>());

    private static string Short(double number) => number.ToString("G3", CultureInfo.InvariantCulture);
}

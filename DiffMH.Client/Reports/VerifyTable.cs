using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DiffMH.Client.Formatting;
using DiffMH.Client.Verification;
using DiffMH.Engine.Verification;

namespace DiffMH.Client.Reports;

/// <summary>What a verification found, for people.</summary>
internal static class VerifyTable
{
    /// <summary>A longer list or hash is cut; the document has all of it.</summary>
    private const int MostLetters = 60;

    /// <summary>The settings, the rows, then what is wrong in words.</summary>
    public static string Render(VerifyDocument document)
    {
        var table = new TextTable("model", "check", "proposal", "coupling", "statistic", "p", "detects", "");
        foreach (var row in document.Rows)
        {
            table.Add(
                row.Model, row.Check, row.Proposal ?? "", row.Coupling ?? "", Short(row.Statistic), row.PValue is { } p ? Short(p) : "exact", Short(row.Detects), row.Passed ? "passed" : "FAILED");
        }

        var text = new StringBuilder($"{document.Plugin.Id} {document.Plugin.Version}, sha256:{document.Plugin.Hash}, contract {document.Contract}, seed {document.Seed}\n{Settings(document)}{(document.Rows.IsEmpty ? "" : $"\n{table}")}\n");
        foreach (var row in document.Rows.Where(row => !row.Passed))
        {
            text.Append($"{Name(row)} failed: {row.Finding}\n");
        }

        foreach (var model in document.Untried)
        {
            text.Append($"{model.Model} {model.Needs}\n");
        }

        text.Append(Verdict(document));
        return text.ToString();
    }

    private static string Verdict(VerifyDocument document)
    {
        var failed = document.Rows.Count(row => !row.Passed);
        return failed > 0 ? $"failed: {failed} of {document.Rows.Length} rows\n"
            : document.Untried.IsEmpty ? $"passed: all {document.Rows.Length} rows\n"
            : document.Rows.IsEmpty ? "not verified\n"
            : $"passed: all {document.Rows.Length} rows of the models that could be tried\n";
    }

    /// <summary>A line for each setting of each model: what it was in each trial.</summary>
    private static string Settings(VerifyDocument document)
    {
        var text = new StringBuilder();
        foreach (var model in document.Tried.GroupBy(tried => tried.Model))
        {
            text.Append($"{model.Key}, verified with\n");
            foreach (var name in model.SelectMany(tried => tried.Values.Select(value => value.Key)).Distinct())
            {
                var values = model.Select(tried => tried.Values[name] is { } value ? Value(value) : "none").Distinct();
                text.Append($"  {name} = {string.Join(" and ", values)}\n");
            }
        }

        return text.ToString();
    }

    private static string Value(JsonNode value)
    {
        var text = value is JsonArray list ? $"[{string.Join(", ", list.Select(item => item is null ? "" : Value(item)))}]"
            : value.GetValueKind() == JsonValueKind.Number && AxisValue.Exact(value) is var number && number.Contains('.', StringComparison.Ordinal) ? Short(double.Parse(number, CultureInfo.InvariantCulture))
            : AxisValue.Exact(value);
        return text.Length <= MostLetters ? text : $"{text[..MostLetters]}…";
    }

    private static string Name(VerificationRow row) =>
        string.Join(' ', new[] { $"{row.Model}: {row.Check}", row.Proposal is null ? null : $"with {row.Proposal}", row.Coupling is null ? null : $"and {row.Coupling}" }.OfType<string>());

    private static string Short(double number) => number.ToString("G3", CultureInfo.InvariantCulture);
}

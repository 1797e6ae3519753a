using System.Text.Json;
using DiffMH.Client.Doctor;
using DiffMH.Client.Formatting;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Reports;

/// <summary>What <c>doctor</c> found, for people: what is wrong comes with what to do.</summary>
internal static class DoctorTable
{
    /// <summary>Columns for what was found; a word that is longer, as a path, stays whole.</summary>
    private const int Width = 78;

    /// <summary>The findings, each in a row, with its remedy behind an arrow.</summary>
    public static string Render(DoctorDocument document)
    {
        var table = new TextTable("check", "", "found");
        foreach (var finding in document.Findings)
        {
            var (check, state) = (finding.Check, Word(finding.State));
            foreach (var line in Lines(finding))
            {
                table.Add(check, state, line);
                (check, state) = ("", "");
            }
        }

        return $"{table}";
    }

    private static IEnumerable<string> Lines(Finding finding) => WordWrap.Lines(finding.Found, Width)
        .Concat(finding.Remedy is { } remedy ? WordWrap.Lines($"-> {remedy}", Width, indent: 3) : []);

    private static string Word(CheckState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{state}");
}

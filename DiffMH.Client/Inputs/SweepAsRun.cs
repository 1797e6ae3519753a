using System.Text;
using DiffMH.Client.Sweeps;

namespace DiffMH.Client.Inputs;

/// <summary>The sweep file of a results folder: run again, it gives the same sweep.</summary>
internal static class SweepAsRun
{
    /// <summary>The file itself; with overrides or a CSV file, the file with them put in, and a comment that says which.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="text">Its text, which is valid.</param>
    /// <param name="overrides">Each as <c>path=value</c>.</param>
    /// <param name="reading">The file as it was read.</param>
    public static string Write(string file, string text, IReadOnlyList<string> overrides, SweepReading reading)
    {
        if (overrides.Count == 0 && !reading.HasRows)
        {
            return text;
        }

        var what = (overrides.Count > 0, reading.HasRows) switch
        {
            (true, true) => "the rows of its CSV file and these overrides put in:",
            (true, false) => "these overrides put in:",
            _ => "the rows of its CSV file put in.",
        };
        var written = new StringBuilder($"# {Path.GetFileName(file)} with {what}\n");
        foreach (var pair in overrides)
        {
            written.Append("#   --set ").Append(pair.ReplaceLineEndings(" ")).Append('\n');
        }

        return written.Append(YamlText.Of(reading.Document!)).ToString();
    }
}

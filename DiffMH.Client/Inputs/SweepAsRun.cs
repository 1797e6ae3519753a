using System.Text;
using DiffMH.Client.Sweeps;

namespace DiffMH.Client.Inputs;

/// <summary>The sweep file of a results folder: run again, it gives the same sweep.</summary>
internal static class SweepAsRun
{
    /// <summary>The file itself; with overrides, the file with them put in, and a comment that says which.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="text">Its text, which is valid.</param>
    /// <param name="overrides">Each as <c>path=value</c>.</param>
    public static string Write(string file, string text, IReadOnlyList<string> overrides)
    {
        if (overrides.Count == 0)
        {
            return text;
        }

        var document = SweepFileReader.Read(file, text, overrides).Document
            ?? throw new InvalidOperationException($"{file} was read before and cannot be read again.");
        var written = new StringBuilder($"# {Path.GetFileName(file)} with these overrides put in:\n");
        foreach (var pair in overrides)
        {
            written.Append("#   --set ").Append(pair.ReplaceLineEndings(" ")).Append('\n');
        }

        return written.Append(YamlText.Of(document)).ToString();
    }
}

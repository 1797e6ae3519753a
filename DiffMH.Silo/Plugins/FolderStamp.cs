using System.Globalization;
using System.Text;

namespace DiffMH.Silo.Plugins;

/// <summary>Paths, sizes and times of all files of a folder: what differs, as a rule, when a file does, and can be had without reading any.</summary>
/// <remarks>It only says when to look closer: what a plugin is, its <see cref="FolderHash"/> says.</remarks>
internal static class FolderStamp
{
    private static readonly EnumerationOptions All = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    /// <summary>The stamp of a folder as it is now; empty where there is no file.</summary>
    /// <exception cref="IOException">The folder changed while it was looked at.</exception>
    public static string Of(string folder)
    {
        var stamp = new StringBuilder();
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", All).OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            stamp.Append(CultureInfo.InvariantCulture, $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}\n");
        }

        return stamp.ToString();
    }
}

using System.CommandLine.Completions;

namespace DiffMH.Client.Completion;

/// <summary>Suggests folders and files, folders with a slash at their end. Silent where nothing can be read.</summary>
/// <param name="extensions">What the names of files end with; none for folders alone.</param>
internal sealed class PathSuggestions(params string[] extensions)
{
    /// <summary>What could be meant.</summary>
    public IEnumerable<string> For(CompletionContext context)
    {
        var word = context.WordToComplete;
        var cut = word.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1;
        var (folder, name) = (word[..cut], word[cut..]);
        try
        {
            var inside = new DirectoryInfo(folder.Length == 0 ? "." : folder);
            return
                [
                    .. inside.EnumerateDirectories($"{name}*").Where(IsShown).Select(found => $"{folder}{found.Name}/"),
                    .. inside.EnumerateFiles($"{name}*").Where(IsShown).Where(IsWanted).Select(found => $"{folder}{found.Name}"),
                ];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }

        bool IsShown(FileSystemInfo found) => name.StartsWith('.') || !found.Name.StartsWith('.');
    }

    private bool IsWanted(FileInfo file) => extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase);
}

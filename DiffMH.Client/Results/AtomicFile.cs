using System.Text;

namespace DiffMH.Client.Results;

/// <summary>Writes a file whole or not at all: beside its place first, then renamed over it.</summary>
public static class AtomicFile
{
    /// <summary>What the name of an unfinished file ends with.</summary>
    public const string Unfinished = ".unfinished";

    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    /// <exception cref="CommandException">The file cannot be written there.</exception>
    public static void Write(string path, string text)
    {
        using (var writer = new StreamWriter(Begin(path), Encoding))
        {
            writer.Write(text);
        }

        File.Move(path + Unfinished, path, overwrite: true);
    }

    /// <summary>Writes what <paramref name="content"/> puts into the stream.</summary>
    /// <exception cref="CommandException">The file cannot be written there.</exception>
    public static async Task WriteAsync(string path, Func<Stream, Task> content)
    {
        ArgumentNullException.ThrowIfNull(content);
        await using (var stream = Begin(path))
        {
            await content(stream);
        }

        File.Move(path + Unfinished, path, overwrite: true);
    }

    /// <summary>Opens the unfinished file; what is wrong with its place is said of the file that was asked for.</summary>
    private static FileStream Begin(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        var problem = Directory.Exists(path) ? "it is a folder" : Directory.Exists(folder) ? null : $"there is no folder {folder}";
        try
        {
            return problem is null ? File.Create(path + Unfinished) : throw new CommandException(ExitCode.Usage, $"Cannot write {path}: {problem}.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, $"Cannot write {path}: {refused.Message.Replace(path + Unfinished, path, StringComparison.Ordinal)}");
        }
    }
}

using System.Text;

namespace DiffMH.Client.Results;

/// <summary>Writes a file whole or not at all: beside its place first, then renamed over it.</summary>
public static class AtomicFile
{
    /// <summary>What the name of an unfinished file ends with.</summary>
    public const string Unfinished = ".unfinished";

    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    public static void Write(string path, string text)
    {
        File.WriteAllText(path + Unfinished, text, Encoding);
        File.Move(path + Unfinished, path, overwrite: true);
    }

    /// <summary>Writes what <paramref name="content"/> puts into the stream.</summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> content)
    {
        ArgumentNullException.ThrowIfNull(content);
        await using (var stream = File.Create(path + Unfinished))
        {
            await content(stream);
        }

        File.Move(path + Unfinished, path, overwrite: true);
    }
}

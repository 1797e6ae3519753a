using System.Globalization;

namespace DiffMH.Client.Inputs;

/// <summary>Reads text files that are no larger than anybody needs.</summary>
internal static class BoundedFile
{
    /// <summary>The largest sweep file, in bytes: some 100,000 lines. Long lists belong in data files.</summary>
    public const int MostSweepBytes = 16 << 20;

    /// <summary>The largest file of points, in bytes: 100,000 rows of 600.</summary>
    public const int MostPointsBytes = 64 << 20;

    /// <summary>The text of a file.</summary>
    /// <exception cref="IOException">It cannot be read, or is larger, also where it grows while it is read or has no length, as a pipe.</exception>
    public static string Read(string path, int most)
    {
        using var stream = File.OpenRead(path);
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > most)
            {
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"It is larger than {most:N0} bytes, the most that such a file may have."));
            }
        }

        bytes.Position = 0;
        using var reader = new StreamReader(bytes);
        return reader.ReadToEnd();
    }
}

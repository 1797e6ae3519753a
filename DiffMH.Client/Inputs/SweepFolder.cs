using DiffMH.Engine.Settings;

namespace DiffMH.Client.Inputs;

/// <summary>The data files in a sweep file's folder.</summary>
/// <param name="folder">The folder; nothing outside is read, however the path is written.</param>
internal sealed class SweepFolder(string folder) : IDataSource
{
    private readonly string root = Path.GetFullPath(folder) is var full && Path.EndsInDirectorySeparator(full) ? full : full + Path.DirectorySeparatorChar;
    private readonly Dictionary<string, DataFile> opened = new(StringComparer.Ordinal);

    /// <summary>The files read so far, by their paths in the folder.</summary>
    public IReadOnlyDictionary<string, DataFile> Opened => opened;

    /// <inheritdoc/>
    public DataFile Open(string name)
    {
        if (opened.TryGetValue(name, out var known) || (known = opened.Values.FirstOrDefault(file => file.Reference == name)) is not null)
        {
            return known;
        }

        return opened[name] = DataFile.Of(Read(name));
    }

    private byte[] Read(string name)
    {
        try
        {
            var file = new FileInfo(Path.GetFullPath(Path.Combine(root, name)));
            if (!IsInside(file.FullName) || (file.Exists && file.ResolveLinkTarget(returnFinalTarget: true) is { } target && !IsInside(target.FullName)))
            {
                throw new DataFileException($"found \"{name}\", which is outside the sweep file's folder; it must be the path of a file in {root}");
            }

            return !file.Exists ? throw new DataFileException($"found \"{name}\"; there is no such file in {root}")
                : file.Length > DataFile.MostBytes ? throw new DataFileException($"found \"{name}\" of {file.Length} bytes; a data file has at most {DataFile.MostBytes}")
                : File.ReadAllBytes(file.FullName);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DataFileException($"found \"{name}\", which cannot be read: {problem.Message}");
        }
    }

    private bool IsInside(string path) => path.StartsWith(root, StringComparison.Ordinal);
}

using System.Collections.Immutable;
using DiffMH.Engine.Settings;

namespace DiffMH.Client.Inputs;

/// <summary>The data files in a sweep file's folder.</summary>
/// <param name="folder">The folder; nothing outside is read, however the path is written and wherever links lead.</param>
internal sealed class SweepFolder(string folder) : IDataSource
{
    private readonly string root = RealPath.Of(folder) is var real && Path.EndsInDirectorySeparator(real) ? real : real + Path.DirectorySeparatorChar;
    private readonly Dictionary<string, DataFile> opened = new(StringComparer.Ordinal);

    /// <summary>The files read so far, by their paths in the folder.</summary>
    public IReadOnlyDictionary<string, DataFile> Opened => opened;

    /// <summary>How they are called, in the order of their names, so that the same sweep is the same to the bit.</summary>
    public ImmutableArray<DataName> Names => [.. opened.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => new DataName(file.Key, file.Value.Hash))];

    /// <inheritdoc/>
    /// <remarks>Points are read by several threads; what is read then depends on none of them.</remarks>
    public DataFile Open(string name)
    {
        lock (opened)
        {
            return Find(name);
        }
    }

    private DataFile Find(string name)
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
            var path = RealPath.Of(Path.Combine(root, name));
            return Bytes(name, path.StartsWith(root, StringComparison.Ordinal)
                ? new FileInfo(path)
                : throw new DataFileException($"found \"{name}\", which is outside the sweep file's folder; it must be the path of a file in {root}"));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DataFileException($"found \"{name}\", which cannot be read: {problem.Message}");
        }
    }

    /// <summary>The content. What has no length is not opened: a pipe would wait for its other end for ever.</summary>
    private byte[] Bytes(string name, FileInfo file) => DataPath.ProblemOf(name) is { } problem ? throw new DataFileException($"found \"{name}\"; it {problem}")
        : Directory.Exists(file.FullName) ? throw new DataFileException($"found \"{name}\", which is a folder; it must be the path of a file in {root}")
        : !file.Exists ? throw new DataFileException($"found \"{name}\"; there is no such file in {root}")
        : file.Length == 0 ? throw new DataFileException($"found \"{name}\", which is empty, or a pipe or a device; it must be a regular file with something in it")
        : file.Length > DataFile.MostBytes ? throw new DataFileException($"found \"{name}\" of {file.Length} bytes; a data file has at most {DataFile.MostBytes}")
        : File.ReadAllBytes(file.FullName);
}

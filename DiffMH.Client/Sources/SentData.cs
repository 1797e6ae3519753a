using DiffMH.Client.Inputs;
using DiffMH.Engine.Settings;

namespace DiffMH.Client.Sources;

/// <summary>Fetches the data files that were sent with a sweep, so that it can be run again elsewhere.</summary>
internal static class SentData
{
    /// <summary>The files by their paths; one that cannot be had is warned of and left out, as the results do not need it.</summary>
    public static async Task<IReadOnlyDictionary<string, DataFile>> Fetch(ISweepSource source, FrozenSweep sweep, Talk talk)
    {
        var files = new Dictionary<string, DataFile>(StringComparer.Ordinal);
        foreach (var (path, hash) in sweep.Data.IsDefault ? [] : sweep.Data)
        {
            try
            {
                // Whoever submitted it wrote the path, and not necessarily with this program.
                files[path] = DataPath.ProblemOf(path) is { } problem
                    ? throw new DataFileException($"The data file \"{path}\" {problem}.")
                    : await source.Data(hash);
            }
            catch (DataFileException missing)
            {
                talk.Warn($"{missing.Message} The sweep cannot be run again from the results folder alone: it lacks {path}.");
            }
        }

        return files;
    }
}

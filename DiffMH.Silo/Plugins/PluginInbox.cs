using DiffMH.Silo.Hosting;
using DiffMH.Silo.Security;

namespace DiffMH.Silo.Plugins;

/// <summary>Puts plugins that were sent into the plugins folder, as whoever copies a folder there would: whole, under a name with a dot, and renamed.</summary>
internal sealed class PluginInbox(DiffMHOptions options, Credentials credentials, TimeProvider time)
{
    private const int MostLetters = 100;

    /// <summary>How long another silo may take to write into a folder that both have; a client's call lasts ten seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan TryEvery = TimeSpan.FromSeconds(0.05);

    /// <summary>Puts one there.</summary>
    /// <returns>Why it is not; null where it is, also where it was before.</returns>
    public async Task<string?> Land(PluginParcel parcel)
    {
        if (!options.AcceptPlugins || credentials.Token is null)
        {
            return "it takes no plugins: it was not started with --accept-plugins and a token";
        }

        if (ProblemOf(parcel) is { } problem)
        {
            return $"it refuses the plugin: {problem}";
        }

        try
        {
            using var held = await Hold();
            return SentFolder.Put(parcel, options.PluginFolder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"it cannot write to {options.PluginFolder}: {exception.Message}";
        }
    }

    /// <summary>What is wrong with a parcel: nothing of it may leave its folder, and none may be larger than anybody needs.</summary>
    internal static string? ProblemOf(PluginParcel parcel)
    {
        var bytes = parcel.Files.IsDefault ? 0 : parcel.Files.Sum(file => (long)file.Bytes.Length);
        return !IsName(parcel.Folder) ? $"the folder '{parcel.Folder}' must be named by letters, digits, '.', '_' and '-', and not begin with a dot"
            : parcel.Files.IsDefaultOrEmpty || parcel.Files.Length > PluginParcel.MostFiles ? $"there are {(parcel.Files.IsDefault ? 0 : parcel.Files.Length)} files; there must be 1 … {PluginParcel.MostFiles}"
            : bytes > PluginParcel.MostBytes ? $"there are {bytes} bytes; there must be at most {PluginParcel.MostBytes}"
            : parcel.Files.FirstOrDefault(file => !file.Path.Split('/').All(IsStep)) is { } stray ? $"the path '{stray.Path}' is none of a file in the folder"
            : parcel.Files.DistinctBy(file => file.Path, StringComparer.OrdinalIgnoreCase).Count() < parcel.Files.Length ? "two files have one path"
            : null;
    }

    private static bool IsName(string name) => name.Length is > 0 and <= MostLetters && name[0] != '.' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');

    private static bool IsStep(string step) => step.Length is > 0 and <= 255 && step is not ("." or "..") && !step.Any(letter => letter is '\\' or ':' || char.IsControl(letter));

    /// <summary>Keeps other silos with this folder, in this process or another, from writing: a plugin is sent to all at once.</summary>
    /// <exception cref="IOException">One has kept this silo from it all the time.</exception>
    private async Task<DataFolderLock> Hold()
    {
        for (var start = time.GetTimestamp(); ; await Task.Delay(TryEvery, time))
        {
            try
            {
                return DataFolderLock.Take(Path.Combine(options.PluginFolder, ".sent"));
            }
            catch (IOException) when (time.GetElapsedTime(start) < Patience)
            {
                // One that writes is soon done.
            }
        }
    }
}

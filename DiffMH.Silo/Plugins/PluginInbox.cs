using DiffMH.Silo.Hosting;
using DiffMH.Silo.Security;

namespace DiffMH.Silo.Plugins;

/// <summary>Puts plugins that were sent into the plugins folder, as whoever copies a folder there would: whole, under a name with a dot, and renamed.</summary>
internal sealed class PluginInbox(DiffMHOptions options, Credentials credentials)
{
    private const int MostLetters = 100;

    private readonly Lock gate = new();

    /// <summary>Puts one there.</summary>
    /// <returns>Why it is not; null where it is, also where it was before.</returns>
    public string? Land(PluginParcel parcel)
    {
        if (!options.AcceptPlugins || credentials.Token is null)
        {
            return "it takes no plugins: it was not started with --accept-plugins and a token";
        }

        if (ProblemOf(parcel) is { } problem)
        {
            return $"it refuses the plugin: {problem}";
        }

        lock (gate)
        {
            try
            {
                return Put(parcel, Path.Combine(options.PluginFolder, parcel.Folder));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return $"it cannot write to {options.PluginFolder}: {exception.Message}";
            }
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

    private static string? Put(PluginParcel parcel, string target)
    {
        if (Directory.Exists(target) && FolderHash.Of(target) == parcel.Hash)
        {
            return null;
        }

        var aside = Path.Combine(Path.GetDirectoryName(target)!, $".{parcel.Folder}.sent");
        var (staging, old) = ($"{aside}.new", $"{aside}.old");
        try
        {
            Clear(staging, old);
            foreach (var file in parcel.Files)
            {
                var path = Path.Combine(staging, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, file.Bytes);
            }

            if (FolderHash.Of(staging) is var hash && hash != parcel.Hash)
            {
                return $"it refuses the plugin: what was sent has the hash {hash}, and {parcel.Hash} was said";
            }

            if (Directory.Exists(target))
            {
                Directory.Move(target, old);
            }

            Directory.Move(staging, target);
            return null;
        }
        finally
        {
            Clear(staging, old);
        }
    }

    private static void Clear(params ReadOnlySpan<string> folders)
    {
        foreach (var folder in folders)
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}

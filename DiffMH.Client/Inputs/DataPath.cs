using DiffMH.Client.Results;

namespace DiffMH.Client.Inputs;

/// <summary>
/// What a data file may be called in a sweep file: a path that leads to it from any folder that the sweep file and its data are copied to,
/// as into the results folder.
/// </summary>
internal static class DataPath
{
    /// <summary>What is wrong with a name; null where it is good.</summary>
    public static string? ProblemOf(string name)
    {
        var steps = name.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]).Where(step => step is not ("" or ".")).ToArray();
        return steps.Length == 0 ? "is no path of a file"
            : Path.IsPathRooted(name) || steps.Contains("..") ? "must be written as a path down from the sweep file's folder, without \"..\""
            : ResultsFolder.IsOwn(steps[0]) ? $"is copied into the results folder, where {steps[0]} is a file of DiffMH; give it another name"
            : null;
    }
}

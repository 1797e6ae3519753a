using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>Runs a plugin's factories: what they throw becomes a problem with a place.</summary>
internal static class PluginCode
{
    /// <summary>What a factory makes; null after noting why it did not.</summary>
    /// <param name="create">The factory.</param>
    /// <param name="pathOf">The path of a setting's name.</param>
    /// <param name="namePath">The path of what was asked for by name.</param>
    /// <param name="problems">Where problems are noted.</param>
    public static T? Run<T>(Func<T?> create, Func<string, string> pathOf, string namePath, ICollection<SweepProblem> problems)
        where T : class
    {
        try
        {
            return create();
        }
        catch (SettingException refused)
        {
            var path = pathOf(refused.Setting);
            problems.Add(new(path, $"{path}: {refused.Message}"));
        }
        catch (Exception failure)
        {
            // A plugin's code may throw anything; it concerns the points that ask for it and nothing else.
            problems.Add(new(namePath, $"{namePath}: the plugin's code failed with {failure.GetType().Name}: {failure.Message}", ProblemPart.Value, ProblemKind.Plugin));
        }

        return null;
    }
}

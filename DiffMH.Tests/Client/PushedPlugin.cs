using DiffMH.Client;

namespace DiffMH.Tests.Client;

/// <summary>Sends plugins to silos that may be slow to load them.</summary>
internal static class PushedPlugin
{
    /// <summary>Sends one, and again where a silo has it and has not loaded it within its patience of seconds: nothing else is tried again.</summary>
    /// <param name="push">Carries out <c>plugin push</c>.</param>
    public static async Task<(ExitCode Code, string Output, string Error)> Send(Func<Task<(ExitCode Code, string Output, string Error)>> push)
    {
        var pushed = await push();
        for (var again = 0; again < 2 && IsUnderWay(pushed.Code, pushed.Output); again++)
        {
            pushed = await push();
        }

        return pushed;
    }

    private static bool IsUnderWay(ExitCode code, string output) =>
        code == ExitCode.PluginMissing && (output.Contains("still changing", StringComparison.Ordinal) || output.Contains("was not loaded yet", StringComparison.Ordinal));
}

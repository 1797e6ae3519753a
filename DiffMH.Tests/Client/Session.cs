using DiffMH.Client;
using DiffMH.Client.Commands;

namespace DiffMH.Tests.Client;

/// <summary>Runs command lines in this process with both streams caught, as when they are piped.</summary>
internal static class Session
{
    /// <summary>The data folder of all sessions, so that none touches the user's.</summary>
    public static string Data { get; } = Directory.CreateTempSubdirectory("diffmh-session-").FullName;

    public static Task<(ExitCode Code, string Output, string Error)> Run(CancellationToken interruption, params string[] words) => Run(Data, interruption, words);

    /// <summary>The same with a data folder of its own.</summary>
    public static Task<(ExitCode Code, string Output, string Error)> Run(string data, CancellationToken interruption, params string[] words) => Run(data, new StringWriter(), words, interruption);

    /// <summary>The same with what is written to the error stream seen as it comes.</summary>
    public static Task<(ExitCode Code, string Output, string Error)> Run(StringWriter error, CancellationToken interruption, params string[] words) => Run(Data, error, words, interruption);

    private static async Task<(ExitCode Code, string Output, string Error)> Run(string data, StringWriter error, string[] words, CancellationToken interruption)
    {
        var output = new StringWriter();
        var code = await new DiffmhCommandLine(Terminal.Piped(output, error) with { Data = data }).Run(words, interruption);
        return (code, output.ToString(), error.ToString());
    }
}

using DiffMH.Client;
using DiffMH.Client.Commands;

namespace DiffMH.Tests.Client;

/// <summary>Runs command lines in this process with both streams caught, as when they are piped.</summary>
internal static class Session
{
    public static async Task<(ExitCode Code, string Output, string Error)> Run(CancellationToken interruption, params string[] words)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await new DiffmhCommandLine(Terminal.Piped(output, error)).Run(words, interruption);
        return (code, output.ToString(), error.ToString());
    }
}

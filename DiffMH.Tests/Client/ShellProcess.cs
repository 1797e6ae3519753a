using System.Diagnostics;

namespace DiffMH.Tests.Client;

/// <summary>A shell that runs a script with this build's <c>diffmh</c> on its search path.</summary>
internal static class ShellProcess
{
    /// <summary>Runs a script to its end; what it says on standard error fails the test.</summary>
    /// <param name="program">The shell.</param>
    /// <param name="words">Its command line.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="store">The machine's store.</param>
    /// <returns>What it writes to standard output.</returns>
    public static async Task<string> Run(string program, IEnumerable<string> words, string folder, string store)
    {
        var start = new ProcessStartInfo(program, words)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["DIFFMH__STORE"] = store;
        using var shell = Process.Start(start)!;
        var error = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await error);
        return output;
    }

    /// <summary>Where a program is on the search path; null where it is not installed.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}

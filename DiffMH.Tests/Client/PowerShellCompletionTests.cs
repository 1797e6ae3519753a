using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

/// <summary>The script for PowerShell, run by a real one that completes command lines with it.</summary>
public sealed class PowerShellCompletionTests(StoredSweeps stored) : IClassFixture<StoredSweeps>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("diffmh pl", "plan", "plugin")]
    [InlineData("diffmh plan o", "one.yaml", "own/")]
    [InlineData("diffmh status ", "given-up", "long", "moods", "small")]
    public async Task PowerShell_completes_commands_files_and_sweeps(string line, params string[] expected)
    {
        var pwsh = ShellProcess.Find(OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh");
        Assert.SkipWhen(pwsh is null, "there is no PowerShell here");
        folder.Write("one.yaml", "");
        Directory.CreateDirectory(folder.File("own"));
        var script = $"diffmh completion powershell | Out-String | Invoke-Expression; (TabExpansion2 '{line}' {line.Length}).CompletionMatches.CompletionText";
        var output = await ShellProcess.Run(pwsh, ["-NoProfile", "-NonInteractive", "-Command", script], folder.Path, stored.Store);
        Assert.Equal(expected, output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }
}

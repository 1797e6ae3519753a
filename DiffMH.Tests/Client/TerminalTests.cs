using System.Text.RegularExpressions;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

/// <summary>The program on a real terminal of its own, which <c>script</c> gives it.</summary>
public sealed partial class TerminalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", true)]
    [InlineData("NO_COLOR=1", false)]
    public async Task The_screen_has_colours_unless_NO_COLOR_is_set(string variable, bool hasColours)
    {
        var script = ShellProcess.Find("script");
        Assert.SkipWhen(script is null || !OperatingSystem.IsLinux(), "there is no script(1) of Linux here");
        folder.Write("sweep.yaml", SweepTexts.Small.Replace("iterations: 6", "iterations: 4000"));
        var command = $"unset NO_COLOR; stty rows 24 cols 80; TERM=xterm-256color {variable} diffmh run sweep.yaml --out out";
        var output = await ShellProcess.Run(script, ["-qec", command, "/dev/null"], folder.Path, "sqlite:state.db");

        Assert.Contains("\u001b[?1049h", output, StringComparison.Ordinal);   // it had a screen
        Assert.True(output.Contains("digest sha256:", StringComparison.Ordinal), $"ends without its results: {output[^Math.Min(output.Length, 800)..]}");
        Assert.Equal(hasColours, Colour().IsMatch(output));
    }

    /// <summary>What sets the colour of letters or of their ground.</summary>
    [GeneratedRegex(@"\x1b\[(?:\d+;)*(?:[349][0-7]|[34]8;[25]|10[0-7])[;\d]*m")]
    private static partial Regex Colour();
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using DiffMH.Tests.Client;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Deploy;

/// <summary><c>deploy/local-cluster.sh</c> and the systemd unit, as an administrator would use them.</summary>
public sealed partial class LocalClusterTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Deploy = Path.Combine(Repository.Root, "deploy");

    private readonly TemporaryFolder folder = new();
    private readonly List<Process> started = [];

    public void Dispose()
    {
        foreach (var process in started)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            process.Dispose();
        }

        folder.Dispose();
    }

    [Fact]
    public async Task It_starts_silos_of_one_store_says_when_one_is_killed_and_stops_the_rest()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && ShellProcess.Find("bash") is not null, "the script is for bash on Linux");
        var lines = new BlockingCollection<string>();
        var script = Start(lines, "2", $"sqlite:{folder.File("state.db")}");
        string[] ready = [await Line(lines, "is ready at"), await Line(lines, "is ready at")];
        Assert.Equal(["silo local-1", "silo local-2"], ready.Select(line => line[..12]).Order());

        var silos = Child().Matches(Children(script)).Select(id => Process.GetProcessById(int.Parse(id.ValueSpan, CultureInfo.InvariantCulture))).ToArray();
        Assert.Equal(2, silos.Length);
        silos[0].Kill();
        await Line(lines, "ended with code 137");
        using var terminate = Process.Start("bash", ["-c", $"kill -TERM {script.Id}"]);
        await Line(lines, "stopping local-");
        await script.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(1, script.ExitCode);
        Assert.All(silos, silo => Assert.True(silo.HasExited));
    }

    [Theory]
    [InlineData]
    [InlineData("0")]
    [InlineData("three")]
    [InlineData("1", "memory", "2")]
    public async Task A_wrong_command_line_is_told_how_it_is_used(params string[] words)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && ShellProcess.Find("bash") is not null, "the script is for bash on Linux");
        var lines = new BlockingCollection<string>();
        var script = Start(lines, words);
        await Line(lines, "deploy/local-cluster.sh 3 sqlite:sweeps.db");
        await script.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(2, script.ExitCode);
    }

    [Fact]
    public async Task The_unit_is_what_systemd_understands()
    {
        var verifier = ShellProcess.Find("systemd-analyze");
        Assert.SkipWhen(verifier is null, "systemd is not installed");
        var unit = await File.ReadAllTextAsync(Path.Combine(Deploy, "diffmh-silo@.service"), TestContext.Current.CancellationToken);
        var program = Path.Combine(AppContext.BaseDirectory, "diffmh");
        await File.WriteAllTextAsync(folder.File("diffmh-silo@.service"), unit.Replace("/opt/diffmh/diffmh", program, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        using var check = Process.Start(new ProcessStartInfo(verifier, ["verify", folder.File("diffmh-silo@.service")]) { UseShellExecute = false, RedirectStandardError = true })!;
        Assert.Equal("", await check.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, check.ExitCode);
    }

    private Process Start(BlockingCollection<string> lines, params string[] words)
    {
        var start = new ProcessStartInfo(Path.Combine(Deploy, "local-cluster.sh"), words) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DIFFMH"] = Path.Combine(AppContext.BaseDirectory, "diffmh");
        start.Environment["DIFFMH__DATA"] = folder.Path;
        var script = Process.Start(start)!;
        started.Add(script);
        script.OutputDataReceived += (_, line) => lines.Add(line.Data ?? "");
        script.ErrorDataReceived += (_, line) => lines.Add(line.Data ?? "");
        script.BeginOutputReadLine();
        script.BeginErrorReadLine();
        return script;
    }

    /// <summary>The next line that has a text in it.</summary>
    private static Task<string> Line(BlockingCollection<string> lines, string text) => Task.Run(() =>
    {
        var clock = Stopwatch.StartNew();
        var seen = new List<string>();
        while (clock.Elapsed < Patience && lines.TryTake(out var line, Patience))
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }

            seen.Add(line);
        }

        throw new TimeoutException($"No line with '{text}', only:\n{string.Join('\n', seen)}");
    });

    /// <summary>The process ids of the silos, as text with a blank behind each.</summary>
    private static string Children(Process script) => script.HasExited ? "" : File.ReadAllText($"/proc/{script.Id}/task/{script.Id}/children");

    [GeneratedRegex(@"\d+")]
    private static partial Regex Child();
}

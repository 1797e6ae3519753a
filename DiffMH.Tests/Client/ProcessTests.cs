using System.Diagnostics;
using System.Runtime.InteropServices;
using DiffMH.Client;
using DiffMH.Client.Results.Document;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

/// <summary>The program as a process of its own: what only a real signal and a real clock can show.</summary>
public sealed partial class ProcessTests : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_first_words_come_before_anything_is_computed()
    {
        using var process = Start(folder.Write("long.yaml", SweepTexts.Long));
        var line = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        process.Kill();
        Assert.Contains("starting", line);
    }

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task A_signal_pauses_at_a_commit_and_says_how_to_go_on(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent by kill(2)");
        Assert.SkipWhen(IsIgnored(signal), "whoever started the tests has them and what they start ignore this signal, as a shell does with work in the background");
        var file = folder.Write("long.yaml", SweepTexts.Long);
        using var process = Start(file);
        await Progress(process);

        Assert.Equal(0, Kill(process.Id, signal));
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal((int)ExitCode.Interrupted, process.ExitCode);
        Assert.Contains($" run {file} --out {folder.File("out")}", error);
        Assert.Empty(await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_killed_run_goes_on_to_the_same_digest()
    {
        var text = SweepTexts.Small.Replace("iterations: 6", "iterations: 2000");
        var whole = await Session.Run(CancellationToken.None, "run", folder.Write("sweep.yaml", text), "--out", folder.File("whole"), "-o", "json");
        await KillAtWork(folder.File("sweep.yaml"));
        var (code, output, error) = await Session.Run(CancellationToken.None, "run", folder.File("sweep.yaml"), "--out", folder.File("out"), "-o", "json");

        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("going on in", error);
        Assert.Equal(Digest(whole.Output), Digest(output));
    }

    /// <summary>Whether this process has begun with a signal ignored, which its children inherit (proc(5), SigIgn).</summary>
    private static bool IsIgnored(int signal) => File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is var ignored
        && ((Convert.ToUInt64(ignored.Split('\t')[^1], 16) >> (signal - 1)) & 1) == 1;

    private static string? Digest(string output) => SummaryJson.Read<SummaryDocument>(output).Sweep.Digest;

    /// <summary>Waits until the sweep is under way: for the first line of progress, as on a busy machine it may come before the first iteration.</summary>
    private static async Task Progress(Process process)
    {
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience) is { } line)
        {
            if (line.Contains('%'))
            {
                return;
            }
        }

        Assert.Fail("The process ended before its first progress.");
    }

    /// <summary>Kills a run under way; begins again where the machine paused so long that it was over first.</summary>
    private async Task KillAtWork(string file)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            using (var process = Start(file))
            {
                await Progress(process);
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            if (!File.Exists(folder.File("out/summary.json")))
            {
                return;
            }

            Directory.Delete(folder.File("out"), recursive: true);
        }

        Assert.Fail("Each run was over before it could be killed.");
    }

    private Process Start(string file)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "diffmh.exe" : "diffmh");
        return Process.Start(new ProcessStartInfo(program, ["run", file, "--out", folder.File("out")]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}

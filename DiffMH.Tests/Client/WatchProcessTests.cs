using System.Diagnostics;
using DiffMH.Client;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

/// <summary>Watching processes, of which one is killed, and whose silo is: the others go on.</summary>
public sealed class WatchProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly TemporaryFolder folder = new();
    private readonly List<IDisposable> started = [];

    private string Store => folder.File("state.db");

    public void Dispose()
    {
        started.ForEach(process => process.Dispose());
        folder.Dispose();
    }

    [Fact]
    public async Task A_killed_watch_touches_neither_the_others_nor_the_sweep_and_these_outlive_their_silo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent by kill(2)");
        var silo = await SiloProcess.Start($"sqlite:{Store}");
        started.Add(silo);
        await Console("submit", folder.Write("long.yaml", SweepTexts.Long));
        Process[] watching = [Watch(), Watch(), Watch()];
        foreach (var process in watching)
        {
            await Until(process, line => line.Contains('%'));
        }

        watching[0].Kill();
        await watching[0].WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.All(await Task.WhenAll(watching[1..].Select(process => Until(process, line => line.Contains('%')))), Assert.NotNull);
        Assert.Contains("running", await Console("status", "long"));

        await silo.Kill();
        await Task.WhenAll(watching[1..].Select(process => Until(process, line => line.Contains("the silo does not answer"))));
        started.Add(await SiloProcess.Start($"sqlite:{Store}"));
        await Task.WhenAll(watching[1..].Select(process => Until(process, line => line.Contains("connected again"))));
        await Console("cancel", "long");
        foreach (var process in watching[1..])
        {
            await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
            Assert.Contains("cancelled", await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal((int)ExitCode.Cancelled, process.ExitCode);
        }
    }

    private async Task<string> Console(params string[] words)
    {
        var (code, output, error) = await Session.Run(TestContext.Current.CancellationToken, [.. words, "--store", $"sqlite:{Store}"]);
        Assert.True(code == ExitCode.Done, error);
        return output;
    }

    private Process Watch()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "diffmh");
        var process = Process.Start(new ProcessStartInfo(program, ["watch", "long", "--store", $"sqlite:{Store}"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        started.Add(process);
        return process;
    }

    /// <summary>The first line from now on that is wanted.</summary>
    private static async Task<string> Until(Process process, Func<string, bool> isWanted)
    {
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken) is { } line)
        {
            said.Add(line);
            if (isWanted(line))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"watch ended after: {string.Join('\n', said)}");
    }
}

using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;

namespace DiffMH.Tests.Client;

/// <summary>A <c>diffmh silo start</c> with one compute thread, in a process of its own.</summary>
internal sealed partial class SiloProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly StringBuilder error = new();

    private SiloProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (error)
            {
                error.AppendLine(line.Data);
            }
        };
        process.BeginErrorReadLine();
    }

    /// <summary>The line that it printed when it was ready.</summary>
    public string Ready { get; private set; } = "";

    /// <summary>Where other silos reach it.</summary>
    public string Address => Ready.Split(" is ready at ")[1].Split(',')[0];

    /// <summary>Whether it has ended, by itself or not.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>What it has said on its error stream.</summary>
    public string Error
    {
        get
        {
            lock (error)
            {
                return error.ToString();
            }
        }
    }

    /// <summary>How long its threads have computed, answered and collected garbage.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>How much memory it has, in bytes.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>How much it has had at most.</summary>
    public long MostMemory
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts one and waits until it is ready.</summary>
    /// <param name="store">The store, as <c>--store</c> takes it.</param>
    /// <param name="environment">Environment variables; null for none.</param>
    /// <param name="plugins">Its plugins folder; null for the shipped plugins.</param>
    /// <param name="patience">How long it may take; null for half a minute. One that takes longer is ended.</param>
    /// <param name="through">The words of a command that starts another, before those of the silo; null for none.</param>
    /// <param name="at">Where other silos reach it; null for the loopback address and any port.</param>
    public static async Task<SiloProcess> Start(
        string store, IReadOnlyDictionary<string, string>? environment = null, string? plugins = null, TimeSpan? patience = null, IReadOnlyList<string>? through = null, IPEndPoint? at = null)
    {
        string[] words =
        [
            .. through ?? [], Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "diffmh.exe" : "diffmh"),
            "silo", "start", "--store", store, "--threads", "1",
            .. plugins is null ? Array.Empty<string>() : ["--plugins", plugins],
            .. at is null ? Array.Empty<string>() : ["--address", $"{at.Address}", "--port", $"{at.Port}"],
        ];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var silo = new SiloProcess(Process.Start(start)!);
        try
        {
            silo.Ready = await silo.process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(patience ?? Patience)
                ?? throw new InvalidOperationException($"The silo ended before it was ready: {silo.Error}");
            return silo;
        }
        catch
        {
            silo.Dispose();   // nobody else knows it
            throw;
        }
    }

    /// <summary>Starts several at once. Those that become ready are in the list, where they are ended with the test, also where another does not.</summary>
    /// <param name="silos">Takes them.</param>
    /// <param name="count">How many.</param>
    /// <param name="store">The store, as <c>--store</c> takes it.</param>
    /// <param name="environment">Environment variables; null for none.</param>
    public static async Task StartAll(List<SiloProcess> silos, int count, string store, IReadOnlyDictionary<string, string>? environment = null)
    {
        var starts = Enumerable.Range(0, count).Select(_ => Start(store, environment)).ToArray();
        try
        {
            await Task.WhenAll(starts);   // waits for all of them, also where one has failed
        }
        finally
        {
            silos.AddRange(starts.Where(start => start.IsCompletedSuccessfully).Select(start => start.Result));
        }
    }

    /// <summary>Sends SIGTERM and waits for the end.</summary>
    /// <returns>The exit code, and how long it took.</returns>
    public async Task<(int Code, TimeSpan Took)> Terminate()
    {
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, Kill(process.Id, 15));
        await Ended();
        return (process.ExitCode, clock.Elapsed);
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Left()
    {
        await Ended();
        return process.ExitCode;
    }

    /// <summary>Sends SIGKILL and waits for the end.</summary>
    public Task Kill()
    {
        process.Kill();
        return Ended();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit(Patience);   // else it may still write into the folder that the test deletes next
        }

        process.Dispose();
    }

    private Task Ended() => process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}

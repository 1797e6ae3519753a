using System.Diagnostics;

namespace DiffMH.Benchmarks.Size;

/// <summary>The program <c>diffmh</c> in a process of its own, as a user starts it: that of this build, or the one that DIFFMH_PROGRAM names.</summary>
internal sealed class DiffmhProcess : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);
    private static readonly string Program = Environment.GetEnvironmentVariable("DIFFMH_PROGRAM") is { Length: > 0 } named
        ? named
        : Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "diffmh.exe" : "diffmh");

    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Process process;
    private readonly string words;

    private DiffmhProcess(string[] words)
    {
        this.words = string.Join(' ', words);
        process = Process.Start(new ProcessStartInfo(Program, words) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    /// <summary>Carries out a command.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<ProcessCost> Run(params string[] words)
    {
        using var command = new DiffmhProcess(words);
        return await command.End();
    }

    /// <summary>Starts a silo and waits until it is ready; disposing stops it.</summary>
    /// <param name="store">Its store.</param>
    /// <param name="options">Further options.</param>
    public static async Task<DiffmhProcess> StartSilo(string store, params string[] options)
    {
        var silo = new DiffmhProcess(["silo", "start", "--store", store, .. options]);
        var complaints = silo.process.StandardError.ReadToEndAsync();   // read also where nobody looks: a full pipe would hold the silo
        try
        {
            silo.Ready = await silo.process.StandardOutput.ReadLineAsync().WaitAsync(StartPatience);
            return silo.Ready is null ? throw new InvalidOperationException($"diffmh {silo.words} ended: {await complaints}") : silo;
        }
        catch
        {
            silo.Dispose();
            throw;
        }
    }

    /// <summary>The line that a silo printed when it was ready.</summary>
    public string? Ready { get; private set; }

    /// <summary>Seconds of all its threads, its memory and the most that it has had, in bytes.</summary>
    public (double Cpu, long Memory, long MostMemory) Usage
    {
        get
        {
            process.Refresh();
            return (process.TotalProcessorTime.TotalSeconds, process.WorkingSet64, process.PeakWorkingSet64);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private async Task<ProcessCost> End()
    {
        var (output, error) = (Read(process.StandardOutput), Read(process.StandardError));
        var peak = 0L;
        while (!process.HasExited)
        {
            process.Refresh();
            peak = Math.Max(peak, Peak());
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(LookEvery));
        }

        var seconds = clock.Elapsed.TotalSeconds;
        var (said, complained) = (await output, await error);
        return process.ExitCode == 0
            ? new(seconds, Math.Min(said.First, complained.First), peak, said.Text)
            : throw new InvalidOperationException($"diffmh {words} ended with {process.ExitCode}: {complained.Text}");
    }

    /// <summary>The largest working set so far; 0 where the process has just ended.</summary>
    private long Peak()
    {
        try
        {
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    private async Task<(double First, string Text)> Read(StreamReader reader)
    {
        var letter = new char[1];
        if (await reader.ReadAsync(letter) == 0)
        {
            return (double.PositiveInfinity, "");
        }

        var first = clock.Elapsed.TotalSeconds;
        return (first, letter[0] + await reader.ReadToEndAsync());
    }
}

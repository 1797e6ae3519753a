using System.Diagnostics;

namespace DiffMH.Benchmarks.Size;

/// <summary>The program <c>diffmh</c> of this build in a process of its own, as a user starts it.</summary>
internal sealed class DiffmhProcess : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Process process;
    private readonly string words;

    private DiffmhProcess(string[] words)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "diffmh.exe" : "diffmh");
        this.words = string.Join(' ', words);
        process = Process.Start(new ProcessStartInfo(program, words) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    /// <summary>Carries out a command.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<ProcessCost> Run(params string[] words)
    {
        using var command = new DiffmhProcess(words);
        return await command.End();
    }

    /// <summary>Starts a silo and waits until it is ready; disposing stops it.</summary>
    public static async Task<DiffmhProcess> StartSilo(string store)
    {
        var silo = new DiffmhProcess(["silo", "start", "--store", store]);
        if (await silo.process.StandardOutput.ReadLineAsync() is null)
        {
            throw new InvalidOperationException($"diffmh {silo.words} ended: {await silo.process.StandardError.ReadToEndAsync()}");
        }

        return silo;
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

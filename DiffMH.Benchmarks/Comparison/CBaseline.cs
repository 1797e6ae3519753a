using System.Diagnostics;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>The compiled C program, one process per run; it measures its own loop only.</summary>
/// <param name="program">The program's path.</param>
/// <param name="isCoupled">With an alternative, or the primal chain alone.</param>
/// <param name="task">What to run.</param>
internal sealed class CBaseline(string program, bool isCoupled, IsingCase task) : IContender
{
    /// <inheritdoc/>
    public string Name => isCoupled ? "C, one alternative" : "C, primal alone";

    /// <inheritdoc/>
    public Measurement Run(int round)
    {
        object[] arguments = [isCoupled ? "coupled" : "primal", task.Side, task.Temperature, task.Chains, task.Warmup, task.Sweeps, round];
        var start = new ProcessStartInfo(program, arguments.Select(argument => $"{argument}")) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The baseline ended with exit code {process.ExitCode}.");
        }

        double[] n = [.. line.Split(' ').Select(double.Parse)];
        return new(n[0], Energy: new(n[1], n[2]), Slope: new(n[5], n[6]), EnergySquared: new(n[3], n[4]), SlopeSquared: new(n[7], n[8]));
    }
}

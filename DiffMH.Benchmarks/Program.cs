using System.Runtime.InteropServices;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using DiffMH.Benchmarks.Comparison;
using DiffMH.Benchmarks.Many;
using DiffMH.Benchmarks.Overhead;
using DiffMH.Benchmarks.Scale;
using DiffMH.Benchmarks.Size;

namespace DiffMH.Benchmarks;

/// <summary>What DiffMH costs: against hand-written C, against a plain loop, at ten thousand points, on many silos, and part by part.</summary>
internal static class Program
{
    private const string Usage = """
        usage: dotnet run -c Release --project DiffMH.Benchmarks -- COMMAND
          compare [ROUNDS]   kernels against C, numba and numpy, where these are installed (9 rounds)
            --only PART      one of ising, gaussian, mixture, variance, cores, large (which runs only when asked for)
            -o table|json
          compare --check    the C baselines against exact values
          overhead [ROUNDS]  an embedded cluster against the plain loop (7 rounds)
          size [ROUNDS]      time, memory and disk of a sweep of 10,000 points (7 rounds)
          scale [SILOS]      points, sweeps, answers and memory on a cluster of this machine (8 silos)
            --store STORE    in place of a SQLite file of its own: redis://HOST:PORT, a database without sweeps
            --load SECONDS   for how long it asks while all threads are busy (20)
          many [ROUNDS]      10⁶ parameters against one (5 rounds)
          many --check [N]   sums of 10⁶ derivatives by alternatives against the covariance identity (16 chains)
          parts [...]        single parts by BenchmarkDotNet, whose options follow, as in: parts --filter *Stream*

        size and scale start the program of this build, or the one that the environment variable DIFFMH_PROGRAM names, as a published one.
        """;

    private static async Task<int> Main(string[] args) => args switch
    {
        ["compare", "--check"] => new CheckCommand(Console.Out).Run(),
        ["compare", .. var rest] when CompareOptions.Parse(rest) is { } options => new CompareCommand(Console.Out, Console.Error).Run(options),
        ["overhead"] => await new OverheadCommand(Console.Out).Run(rounds: 7),
        ["overhead", var text] when int.TryParse(text, out var rounds) && rounds > 0 => await new OverheadCommand(Console.Out).Run(rounds),
        ["size"] => await new SizeCommand(Console.Out).Run(rounds: 7),
        ["size", var text] when int.TryParse(text, out var rounds) && rounds > 0 => await new SizeCommand(Console.Out).Run(rounds),
        ["scale", .. var rest] when ScaleOptions.Parse(rest) is { } options => await Interruptible(cancellation => new ScaleCommand(Console.Out).Run(options, cancellation)),
        ["many", "--check"] => new ManyCheckCommand(Console.Out).Run(replicates: 16),
        ["many", "--check", var text] when int.TryParse(text, out var replicates) && replicates > 1 => new ManyCheckCommand(Console.Out).Run(replicates),
        ["many"] => new ManyCommand(Console.Out).Run(rounds: 5),
        ["many", var text] when int.TryParse(text, out var rounds) && rounds > 0 => new ManyCommand(Console.Out).Run(rounds),
        ["parts", .. var rest] => RunParts(rest),
        _ => Refuse(),
    };

    /// <summary>Ctrl-C and SIGTERM end what a command has started, and then the command.</summary>
    private static async Task<int> Interruptible(Func<CancellationToken, Task<int>> run)
    {
        using var source = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await run(source.Token);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            source.Cancel();
        }
    }

    private static int RunParts(string[] args)
    {
        // In this process: a program generated elsewhere would have no drop folder beside it.
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args, DefaultConfig.Instance.AddJob(job));
        return summaries.All(summary => summary.Reports.All(report => report.Success)) ? 0 : 1;
    }

    private static int Refuse()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }
}

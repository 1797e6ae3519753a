using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using DiffMH.Benchmarks.Comparison;
using DiffMH.Benchmarks.Many;
using DiffMH.Benchmarks.Overhead;
using DiffMH.Benchmarks.Size;

namespace DiffMH.Benchmarks;

/// <summary>What DiffMH costs: against hand-written C, against a plain loop, at ten thousand points, and part by part.</summary>
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
          many [ROUNDS]      10⁶ parameters against one (5 rounds)
          many --check [N]   sums of 10⁶ derivatives by alternatives against the covariance identity (16 chains)
          parts [...]        single parts by BenchmarkDotNet, whose options follow, as in: parts --filter *Stream*
        """;

    private static async Task<int> Main(string[] args) => args switch
    {
        ["compare", "--check"] => new CheckCommand(Console.Out).Run(),
        ["compare", .. var rest] when CompareOptions.Parse(rest) is { } options => new CompareCommand(Console.Out, Console.Error).Run(options),
        ["overhead"] => await new OverheadCommand(Console.Out).Run(rounds: 7),
        ["overhead", var text] when int.TryParse(text, out var rounds) && rounds > 0 => await new OverheadCommand(Console.Out).Run(rounds),
        ["size"] => await new SizeCommand(Console.Out).Run(rounds: 7),
        ["size", var text] when int.TryParse(text, out var rounds) && rounds > 0 => await new SizeCommand(Console.Out).Run(rounds),
        ["many", "--check"] => new ManyCheckCommand(Console.Out).Run(replicates: 16),
        ["many", "--check", var text] when int.TryParse(text, out var replicates) && replicates > 1 => new ManyCheckCommand(Console.Out).Run(replicates),
        ["many"] => new ManyCommand(Console.Out).Run(rounds: 5),
        ["many", var text] when int.TryParse(text, out var rounds) && rounds > 0 => new ManyCommand(Console.Out).Run(rounds),
        ["parts", .. var rest] => RunParts(rest),
        _ => Refuse(),
    };

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

using System.Runtime.InteropServices;
using System.Text.Json;
using DiffMH.Benchmarks.Models;

namespace DiffMH.Benchmarks.Comparison;

/// <summary><c>compare</c>: DiffMH's kernels against what people would write instead, interleaved, in CPU time.</summary>
/// <param name="output">Where the table goes.</param>
/// <param name="progress">Where it says what it does.</param>
internal sealed class CompareCommand(TextWriter output, TextWriter progress)
{
    private const int Warmups = 3;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    private readonly CompareTable table = new(output);

    /// <summary>Prints the table.</summary>
    /// <returns>0, or 8 where contenders disagree about what they all estimate.</returns>
    public int Run(CompareOptions options)
    {
        using var compiler = new CCompiler();
        var workshop = new Workshop(DropFolder.Load(), compiler, new Python());
        if (!options.IsJson)
        {
            output.WriteLine($"Medians of {options.Rounds} rounds, in turn, CPU time; C with {CCompiler.Flags}; {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}");
            table.WriteHeader();
        }

        var rows = new List<CompareRow>();
        var agrees = true;
        foreach (var make in Cases(options))
        {
            using var task = make(workshop);
            progress.WriteLine($"{task.Target} ...");
            var standings = Standing.Interleave(task.Contenders, options.Rounds, Warmups);
            foreach (var row in standings.Select(standing => CompareRow.Of(task, standing, standings[0])))
            {
                Write(row, options, rows);
            }

            agrees &= Agrees(task, standings);
        }

        foreach (var problem in workshop.Problems.Distinct())
        {
            progress.WriteLine($"skipped: {problem}");
        }

        if (options.IsJson)
        {
            output.WriteLine(JsonSerializer.Serialize(rows, Json));
        }

        return agrees ? 0 : 8;
    }

    private static IEnumerable<Func<Workshop, ComparisonCase>> Cases(CompareOptions options)
    {
        if (options.Runs("ising"))
        {
            yield return new IsingCase(12, 2.27).Of;
            yield return new IsingCase(12, 2.27) { Warmup = 20, Sweeps = 80, Chains = 256, InPython = true }.Of;
            yield return new IsingCase(12, 2.27) { Flips = true }.Of;
            yield return new IsingCase(32, 2.27) { Sweeps = 200 }.Of;
            yield return new IsingCase(128, 2.27) { Warmup = 10, Sweeps = 40, Chains = 16, Words = 1 }.Of;
        }

        if (options.Runs("gaussian"))
        {
            yield return new GaussianCase(1, Scale: 2.38, Draws: 40_000).Of;
            yield return new GaussianCase(10, Scale: 0.75, Draws: 10_000).Of;
        }

        if (options.Runs("mixture"))
        {
            yield return new MixtureCase(0.4, Chains: 64, Draws: 50_000).Of;
        }

        if (options.Runs("variance"))
        {
            foreach (var temperature in new[] { 2.269, 3, 6 })
            {
                yield return new IsingCase(12, temperature).Of;
            }
        }

        if (options.Runs("cores"))
        {
            yield return _ => TwoCores.Case();
            yield return new IsingCase(12, 2.27) { Sweeps = 5000 }.OnTwoProcessors;
        }

        if (options.Runs("large"))
        {
            yield return LargeCase.Lattice;
            yield return LargeCase.Graph;
        }
    }

    private void Write(CompareRow row, CompareOptions options, List<CompareRow> rows)
    {
        rows.Add(row);
        if (!options.IsJson)
        {
            table.Write(row);
        }
    }

    /// <summary>A ratio of speeds means something only between programs that compute the same.</summary>
    private bool Agrees(ComparisonCase task, IReadOnlyList<Standing> standings)
    {
        var agrees = true;
        foreach (var other in standings.Skip(1))
        {
            for (var i = 0; i < task.Observables.Length; i++)
            {
                agrees &= Agrees($"<{task.Observables[i]}>", standings[0], other, standing => standing.Mean(i))
                    & (other.Contender.Alternatives == 0 || Agrees($"d<{task.Observables[i]}>/d{task.Parameter}", standings[0], other, standing => standing.Slope(i)));
            }
        }

        return agrees;
    }

    private bool Agrees(string what, Standing first, Standing other, Func<Standing, MeanWithError> of)
    {
        var agrees = Math.Abs(of(other).Score(of(first))) <= 5;
        if (!agrees)
        {
            progress.WriteLine($"{other.Contender.Name} and {first.Contender.Name} differ by more than 5 standard errors in {what}: {of(other)} and {of(first)}. They do not estimate the same.");
        }

        return agrees;
    }
}

using System.Text.Json.Nodes;
using DiffMH.Benchmarks.Comparison;

namespace DiffMH.Benchmarks.Size;

/// <summary><c>size</c>: what a sweep of 10,000 points × 16 replicates takes of time, memory and disk, in processes of their own.</summary>
/// <param name="output">Where the table goes.</param>
internal sealed class SizeCommand(TextWriter output)
{
    private const int Points = 10_000;

    /// <summary>The sweep: work as small as can be, as sizes and not kernels are measured, and three parameters, which make the rows of a trace long.</summary>
    /// <param name="draws">Draws of a chain.</param>
    private static string Sweep(int draws) =>
        $$"""
        apiVersion: diffmh/v1
        kind: Sweep
        name: size
        seed: 1
        mode: optimize
        model: { plugin: DiffMH.Plugins.Ising, name: ising-2d, parameters: { L: 4, J: 1.0, h: 0.0 } }
        estimator: { wrt: [T, J, h] }
        chain: { chains: 2, warmup: 0, draws: {{draws}} }
        objective: { maximize: specific_heat }
        optimizer: { name: adam, learning_rate: 0.01, iterations: 20, bounds: { T: [0.5, 10], J: [0.1, 3], h: [-2, 2] } }
        design:
          cross:
            - model.parameters.T: { linspace: [1, 6, {{Points}}] }
        replicates: { count: 16 }
        """;

    /// <summary>Prints the table.</summary>
    /// <param name="rounds">How often short commands are carried out; their medians count.</param>
    /// <returns>0; 1 where a command failed, as it may where others keep the machine busy.</returns>
    public async Task<int> Run(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("diffmh-size-");
        try
        {
            output.WriteLine($"{Points} points x 16 replicates, 20 iterations, 3 parameters; medians of {rounds}");
            foreach (var words in new string[][] { ["--version"], ["--help"], ["plugin", "list"] })
            {
                Write($"{string.Join(' ', words)}, first output", $"{await Median(rounds, cost => cost.FirstOutput, words):0.00} s");
            }

            await InThisProcess(folder.FullName, rounds);
            await OnASilo(folder.FullName, rounds);
            return 0;
        }
        catch (InvalidOperationException failure)
        {
            output.WriteLine(failure.Message);
            return 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What <c>plan</c> foretells and <c>run</c> takes.</summary>
    private async Task InThisProcess(string folder, int rounds)
    {
        var (file, results) = (Path.Combine(folder, "size.yaml"), Path.Combine(folder, "results"));
        await File.WriteAllTextAsync(file, Sweep(draws: 1));
        Write("plan", $"{await Median(rounds, cost => cost.Seconds, "plan", file):0.00} s");
        var foretold = JsonNode.Parse((await DiffmhProcess.Run("plan", file, "-o", "json")).Output)!["store_bytes"]!.GetValue<double>();

        var run = await DiffmhProcess.Run("run", file, "--out", results);
        Write("run", $"{run.Seconds:0.0} s");
        Write("run, first output", $"{run.FirstOutput:0.00} s");
        Write("run, peak memory", $"{run.PeakBytes / 1e6:0} MB");
        Write("store", $"{new FileInfo(Path.Combine(results, "state.db")).Length / Points} bytes for a point; plan said {foretold:0}");
    }

    /// <summary>What clients wait for at a silo that computes with all processors.</summary>
    private async Task OnASilo(string folder, int rounds)
    {
        var (file, store) = (Path.Combine(folder, "long.yaml"), $"sqlite:{Path.Combine(folder, "state.db")}");
        await File.WriteAllTextAsync(file, Sweep(draws: 2000));
        using var silo = await DiffmhProcess.StartSilo(store);
        var few = Path.Combine(folder, "few.yaml");
        await File.WriteAllTextAsync(few, Sweep(draws: 2000).Replace($"{Points}]", "4]", StringComparison.Ordinal).Replace("name: size", "name: few", StringComparison.Ordinal));
        Write("list, at an idle silo", $"{await Median(rounds, cost => cost.Seconds, "list", "--store", store):0.00} s");
        Write("submit of 4 points", $"{(await DiffmhProcess.Run("submit", few, "--store", store)).Seconds:0.00} s");
        Write("submit", $"{(await DiffmhProcess.Run("submit", file, "--store", store)).Seconds:0.00} s");
        Write("submit again, at a busy silo", $"{await Median(rounds, cost => cost.Seconds, "submit", file, "--store", store):0.00} s");
        Write("status, at a busy silo", $"{await Median(rounds, cost => cost.Seconds, "status", "size", "--store", store):0.00} s");
        Write("list, at a busy silo", $"{await Median(rounds, cost => cost.Seconds, "list", "--store", store):0.00} s");
        Write("cancel", $"{(await DiffmhProcess.Run("cancel", "size", "--store", store)).Seconds:0.00} s");
    }

    private static async Task<double> Median(int rounds, Func<ProcessCost, double> number, params string[] words)
    {
        var found = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            found.Add(number(await DiffmhProcess.Run(words)));
        }

        return Standing.Median(found);
    }

    private void Write(string what, string number) => output.WriteLine($"{what,-32} {number}");
}

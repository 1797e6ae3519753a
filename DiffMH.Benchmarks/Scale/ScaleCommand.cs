using DiffMH.Benchmarks.Models;
using DiffMH.Benchmarks.Size;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Silo.Hosting;

namespace DiffMH.Benchmarks.Scale;

/// <summary><c>scale</c>: what a point costs on a cluster as sweeps become larger and more, what its silos need, and how soon they answer meanwhile.</summary>
/// <param name="output">Where the tables go.</param>
internal sealed class ScaleCommand(TextWriter output)
{
    private const int Sweeps = 50;
    private const int PointsOfEach = 20;

    /// <summary>After so many points silos have compiled their code for good.</summary>
    private const int WarmUp = 1000;

    /// <summary>How often a command is carried out at full load.</summary>
    private const int Rounds = 7;

    /// <summary>How long sweeps may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private static readonly int[] Sizes = [250, 500, 1000, 2000];

    /// <summary>Iterations of points that have many, to tell what a pass costs from what a point does.</summary>
    private const int ManyIterations = 45;

    private readonly ModelCatalogue catalogue = DropFolder.Load();
    private readonly PhaseTable table = new(output);

    /// <summary>Prints the tables.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="cancellation">Ends all that was started.</param>
    /// <returns>0; 1 where it was ended or something failed; 8 where a digest is not that of the plain loop.</returns>
    public async Task<int> Run(ScaleOptions options, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("diffmh-scale-");
        try
        {
            var store = StoreAddress.TryParse(options.Store ?? $"sqlite:{Path.Combine(folder.FullName, "state.db")}", folder.FullName) ?? throw new InvalidOperationException($"'{options.Store}' is no store: sqlite:PATH or redis://HOST:PORT.");
            using var silos = await SiloCluster.Start(options.Silos, $"{store}", folder.FullName, cancellation);
            await using var client = await ClusterClient.Connect(store, cancellation);
            output.WriteLine($"{options.Silos} silos with 1 thread each, {Environment.ProcessorCount} processors, {(store.File is null ? "a Redis server" : "a SQLite file")}; a point has 16 replicates and 6 passes");
            output.WriteLine($"a write of a commit to a SQLite file of one process: {1000 * StoreSpeed.Write(folder.FullName):0.000} ms");
            await AtRest("at rest", silos, cancellation);
            var isEqual = await InOneSweep(silos, client.Grains, store, cancellation) && await InManySweeps(silos, client.Grains, cancellation);
            await AtRest("at rest again", silos, cancellation);
            await UnderLoad(silos, client.Grains, store, options.LoadSeconds, cancellation);
            await AtRest("after all", silos, cancellation);
            return isEqual ? 0 : 8;
        }
        catch (Exception failure) when (failure is InvalidOperationException or OperationCanceledException or IOException or TimeoutException)
        {
            output.WriteLine(failure.Message);
            return 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What silos take that have nothing to do.</summary>
    private async Task AtRest(string when, SiloCluster silos, CancellationToken cancellation)
    {
        var before = await silos.Read();
        await Task.Delay(Rest, cancellation);
        var after = await silos.Read();
        var used = after.Zip(before, (now, then) => now.Since(then).Cpu / Rest.TotalSeconds);
        output.WriteLine($"{when}: {1000 * used.Average():0} ms of CPU a second and silo; memory {Megabytes(after, silo => silo.Memory)} each, of it objects {Megabytes(after, silo => (long)silo.Heap)}; the most so far {Megabytes(after, silo => silo.MostMemory)}");
    }

    /// <summary>Whether digests are equal; the first sweep is not shown, as silos compile their code in it.</summary>
    private async Task<bool> InOneSweep(SiloCluster silos, IGrainFactory grains, StoreAddress store, CancellationToken cancellation)
    {
        await Measure(silos, grains, [new CheapSweep("warm-up", WarmUp, Seed: 1)], cancellation);
        table.Head();
        var (costs, isEqual, bytes) = (new List<double>(), true, Bytes(store));
        foreach (var size in Sizes)
        {
            var sweep = new CheapSweep($"points-{size}", size, Seed: 2);
            var phase = await Measure(silos, grains, [sweep], cancellation);
            table.Write($"{size} in one sweep", size, phase);
            costs.Add(phase.Sum(silo => silo.Cpu));
            isEqual &= await IsEqual(sweep, grains);
        }

        output.WriteLine($"one more point: {1000 * (costs[^1] - costs[0]) / (Sizes[^1] - Sizes[0]):0.00} ms of CPU; from {string.Join(", ", Sizes.Zip(Sizes.Skip(1), (less, more) => $"{less} to {more}"))}: "
            + string.Join(", ", Enumerable.Range(1, Sizes.Length - 1).Select(i => $"{1000 * (costs[i] - costs[i - 1]) / (Sizes[i] - Sizes[i - 1]):0.00}"))
            + (store.File is null ? "" : $"; {(Bytes(store) - bytes) / Sizes.Sum():0} bytes of the store"));
        return await InManyPasses(silos, grains, cancellation) && isEqual;
    }

    private async Task<bool> InManyPasses(SiloCluster silos, IGrainFactory grains, CancellationToken cancellation)
    {
        var few = new CheapSweep("few-passes", Sizes[0], Seed: 3);
        var many = new CheapSweep("many-passes", Sizes[0], Seed: 3) { Iterations = ManyIterations };
        var (less, more) = (await Measure(silos, grains, [few], cancellation), await Measure(silos, grains, [many], cancellation));
        table.Write($"{Sizes[0]} of {few.Passes} passes", Sizes[0], less);
        table.Write($"{Sizes[0]} of {many.Passes} passes", Sizes[0], more);
        output.WriteLine($"one more pass: {More(silo => 1000 * silo.Cpu):0.00} ms of CPU, of it the plugin {More(silo => 1000 * silo.Computed):0.00}; {More(silo => silo.Messages):0.0} messages");
        return await IsEqual(few, grains) & await IsEqual(many, grains);

        double More(Func<SiloReading, double> number) => (more.Sum(number) - less.Sum(number)) / (many.Passes - few.Passes) / Sizes[0];
    }

    private async Task<bool> InManySweeps(SiloCluster silos, IGrainFactory grains, CancellationToken cancellation)
    {
        CheapSweep[] sweeps = [.. Enumerable.Range(0, Sweeps).Select(number => new CheapSweep($"sweep-{number}", PointsOfEach, Seed: 3 + number))];
        table.Write($"{Sweeps} sweeps of {PointsOfEach}", Sweeps * PointsOfEach, await Measure(silos, grains, sweeps, cancellation));
        var isEqual = true;
        foreach (var sweep in sweeps)
        {
            isEqual &= await IsEqual(sweep, grains);
        }

        return isEqual;
    }

    /// <summary>How long answers take while all threads compute and 50 sweeps are at work: of a client that is connected, and of a command from its start to its end.</summary>
    private async Task UnderLoad(SiloCluster silos, IGrainFactory grains, StoreAddress store, int seconds, CancellationToken cancellation)
    {
        SubmittedSweep[] sweeps = [.. Enumerable.Range(0, Sweeps).Select(number => new SubmittedSweep(new CheapSweep($"load-{number}", PointsOfEach, Seed: 100 + number) { Draws = 200_000 }.Freeze(catalogue), grains))];
        var (commands, starts) = (new List<double>(), new List<double>());
        var phase = await Phase.Of(silos, grains, sweeps, async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), cancellation);
            for (var round = 0; round < Rounds; round++)
            {
                commands.Add((await DiffmhProcess.Run("status", sweeps[0].Sweep.Id, "--store", $"{store}")).Seconds);
                starts.Add((await DiffmhProcess.Run("--version")).Seconds);
            }
        });
        output.WriteLine($"{Sweeps} sweeps of long chains: threads compute {100 * phase.Sum(silo => silo.Computed) / phase.Seconds / silos.Count:0} % of the time; ms, median and worst: "
            + $"status {PhaseTable.Answers(phase.Status)}, list {PhaseTable.Answers(phase.List)}, command status {PhaseTable.Answers(commands)}, of which a start {PhaseTable.Answers(starts)}");
        await Task.WhenAll(sweeps.Select(sweep => sweep.Cancel()));
    }

    private Task<Phase> Measure(SiloCluster silos, IGrainFactory grains, IReadOnlyList<CheapSweep> sweeps, CancellationToken cancellation)
    {
        SubmittedSweep[] submitted = [.. sweeps.Select(sweep => new SubmittedSweep(sweep.Freeze(catalogue), grains))];
        return Phase.Of(silos, grains, submitted, () => Task.WhenAll(submitted.Select(sweep => sweep.End(cancellation))).WaitAsync(Patience, cancellation));
    }

    /// <summary>Compares a sweep's digest with that of the plain loop.</summary>
    private async Task<bool> IsEqual(CheapSweep sweep, IGrainFactory grains)
    {
        var frozen = sweep.Freeze(catalogue);
        var expected = LocalRun.Run(frozen.Points.Select(point => LocalPoint.Of(catalogue.Bind(point)))).Digest;
        var found = await new SubmittedSweep(frozen, grains).Digest();
        if (found != expected)
        {
            output.WriteLine($"{sweep.Name}: the digest is {found}, and {expected} of the plain loop: they did not run the same.");
        }

        return found == expected;
    }

    /// <summary>How large a store of ours is, its log included.</summary>
    private static double Bytes(StoreAddress store) => store.File is { } file ? new[] { file, $"{file}-wal" }.Where(File.Exists).Sum(name => new FileInfo(name).Length) : 0;

    private static string Megabytes(SiloReading[] silos, Func<SiloReading, long> bytes) => $"{silos.Min(bytes) / 1e6:0} to {silos.Max(bytes) / 1e6:0} MB";
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Engine.Sweeps;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;

namespace DiffMH.Tests.Silo;

/// <summary>Sweeps for tests of the cluster, and the plain loop's answer to them.</summary>
internal static class SweepOf
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Digests = new(StringComparer.Ordinal);

    /// <summary>An Ising sweep of two small points, some 50 ms of work.</summary>
    public const string Ising = """
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "ising", "seed": 7, "mode": "optimize",
          "model": { "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": 3, "T": 4.0 } },
          "proposal": "uniform-spin", "coupling": "same-value",
          "estimator": { "scheme": "symmetric", "alternatives": 2, "wrt": ["T"] },
          "chain": { "chains": 6, "warmup": 2, "draws": 10, "start": "cold" },
          "objective": { "maximize": "specific_heat" },
          "optimizer": { "name": "adam", "learning_rate": 0.02, "iterations": 70, "tail_average": 10, "bounds": { "T": [0.5, 10] } },
          "design": { "cross": [ { "model.parameters.L": [3, 4] } ] },
          "replicates": { "count": 3 }
        }
        """;

    /// <summary>As above with more and longer iterations, so that it can be interrupted.</summary>
    public static string LongIsing { get; } = Ising.Replace("\"iterations\": 70", "\"iterations\": 150", StringComparison.Ordinal).Replace("\"draws\": 10", "\"draws\": 100", StringComparison.Ordinal);

    /// <summary>The same with more iterations: not over before it is interrupted, on a machine that pauses too.</summary>
    public static string Interruptible { get; } = LongIsing.Replace("\"iterations\": 150", "\"iterations\": 600", StringComparison.Ordinal);

    /// <summary>As <see cref="LongIsing"/> with chains of a length.</summary>
    public static FrozenSweep LongIsingOf(int draws, ModelCatalogue catalogue) =>
        Freeze(LongIsing.Replace("\"draws\": 100", string.Create(CultureInfo.InvariantCulture, $"\"draws\": {draws}"), StringComparison.Ordinal), catalogue);

    /// <summary>Two points that are evaluated and differentiated once, in chains of a length.</summary>
    public static string OnePass(int draws) => Ising
        .Replace("\"optimize\"", "\"gradient\"", StringComparison.Ordinal)
        .Replace("\"maximize\"", "\"evaluate\"", StringComparison.Ordinal)
        .Replace("\"optimizer\": { \"name\": \"adam\", \"learning_rate\": 0.02, \"iterations\": 70, \"tail_average\": 10, \"bounds\": { \"T\": [0.5, 10] } },", "", StringComparison.Ordinal)
        .Replace("\"draws\": 10", string.Create(CultureInfo.InvariantCulture, $"\"draws\": {draws}"), StringComparison.Ordinal);

    /// <summary>One small lattice, watched by every estimator.</summary>
    public const string Estimators = """
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "estimators", "seed": 7, "mode": "optimize",
          "model": { "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": 3, "T": 4.0, "h": 0.3 } },
          "estimator": { "alternatives": 2, "step": { "T": 0.1, "J": 0.05 }, "wrt": ["T", "J"] },
          "chain": { "chains": 6, "warmup": 2, "draws": 10, "start": "cold" },
          "objective": { "maximize": "specific_heat" },
          "optimizer": { "learning_rate": 0.02, "iterations": 10, "bounds": { "T": [0.5, 10] } },
          "design": { "cross": [ { "estimator.method": ["dmh", "covariance", "score", "score-plain", "finite-difference"] } ] },
          "replicates": { "count": 3 }
        }
        """;

    /// <summary>Objectives written out, which add observables to models on sites, labels and vectors; on sites also with coordinates and clipping.</summary>
    public static ImmutableArray<string> Expressions { get; } =
        [
            Estimators
                .Replace("\"estimators\"", "\"expressions\"", StringComparison.Ordinal)
                .Replace("\"specific_heat\"", "\"log(mean(energy^4)) / T + J * mean(abs(magnetization) * energy)\", \"name\": \"odd\"", StringComparison.Ordinal)
                .Replace("\"bounds\"", "\"transform\": { \"T\": \"log\" }, \"clip\": 3, \"bounds\"", StringComparison.Ordinal),
            """
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "labels", "seed": 7, "mode": "gradient",
              "model": { "plugin": "DiffMH.Plugins.Mixture", "name": "mixture-label", "parameters": { "observation": 0.4, "means": [-2.5, 2, 5], "deviations": 4 } },
              "estimator": { "wrt": "observation" }, "chain": { "chains": 4, "draws": 50 },
              "objective": { "evaluate": "entropy(mean(is_1), mean(is_2 * exp(-observation)))" }, "replicates": { "count": 2 }
            }
            """,
            """
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "vectors", "seed": 7, "mode": "gradient",
              "model": { "plugin": "DiffMH.Plugins.Tuning", "name": "gaussian", "parameters": { "deviations": [1] } },
              "proposal": { "name": "random-walk", "scale": 1.5 },
              "estimator": { "wrt": "proposal.scale" }, "chain": { "chains": 4, "draws": 50 },
              "objective": { "evaluate": "mean(squared_jump^2) * proposal.scale - mean(abs(x[0]))" }, "replicates": { "count": 2 }
            }
            """,
        ];

    /// <summary>Three points of which one throws and one is not a number.</summary>
    public const string Moods = """
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "moods", "seed": 7, "mode": "gradient",
          "model": { "plugin": "DiffMH.TestPlugins.Moods", "name": "moods", "parameters": { "tilt": 0.5 } },
          "proposal": "other-label", "coupling": "residual",
          "estimator": { "scheme": "symmetric", "wrt": ["tilt"] },
          "chain": { "chains": 4, "warmup": 2, "draws": 20 },
          "objective": { "evaluate": "is_1" },
          "design": { "cross": [ { "model.parameters.mood": ["throwing", "vague", "calm"] } ] },
          "replicates": { "count": 2 }
        }
        """;

    /// <summary>The sweep of a document.</summary>
    public static FrozenSweep Freeze(string document, ModelCatalogue catalogue)
    {
        var frozen = SweepFreezer.Freeze(JsonNode.Parse(document)!.AsObject(), catalogue);
        Assert.Empty(frozen.Problems);
        return frozen.Sweep!;
    }

    /// <summary>What the plain loop makes of it: of each point by itself, so that two processors wait half as long.</summary>
    /// <remarks>Once for each sweep, as many tests have the same.</remarks>
    public static string LocalDigest(FrozenSweep sweep, ModelCatalogue catalogue) =>
        Digests.GetOrAdd(
            $"{sweep.Id}: {string.Join(", ", sweep.Points.Select(point => $"{point.Index} {point.Identity} {point.Replicates} {point.Optimizer?.Iterations} {point.Stop}"))}",
            _ => new(() => PlainDigest(sweep, catalogue))).Value;

    private static string PlainDigest(FrozenSweep sweep, ModelCatalogue catalogue)
    {
        using var digest = new TraceDigest();
        foreach (var (point, outcome) in sweep.Points.Zip(sweep.Points.AsParallel().AsOrdered().Select(point => LocalRun.Run([Local(point, catalogue)]).Points[0])))
        {
            foreach (var block in outcome.Trace)
            {
                digest.Add(point.Identity, block);
            }
        }

        return digest.Result();
    }

    /// <summary>The results of the plain loop.</summary>
    public static ImmutableArray<PointResult> LocalResults(FrozenSweep sweep, ModelCatalogue catalogue) =>
        [.. LocalRun.Run(sweep.Points.Select(point => Local(point, catalogue))).Points.Select(point => point.Result)];

    /// <summary>The digest of a sweep's trace on a cluster.</summary>
    public static async Task<string> ClusterDigest(FrozenSweep sweep, ISweepGrain grain)
    {
        using var digest = new TraceDigest();
        foreach (var point in sweep.Points)
        {
            for (var chunk = 0; await Trace(grain, point.Index, chunk) is { Rows: > 0 } block; chunk++)
            {
                digest.Add(point.Identity, block);
            }
        }

        return digest.Result();
    }

    /// <summary>The digest of a sweep's trace in a store.</summary>
    public static string StoredDigest(FrozenSweep sweep, StoreReader store)
    {
        using var digest = new TraceDigest();
        foreach (var point in sweep.Points)
        {
            for (var chunk = 0; store.Trace(sweep.Id, point.Index, chunk) is { Rows: > 0 } block; chunk++)
            {
                digest.Add(point.Identity, block);
            }
        }

        return digest.Result();
    }

    /// <summary>Waits until the sweep has ended or a condition holds.</summary>
    public static async Task<SweepStatus> Until(ISweepGrain grain, Func<SweepStatus, bool> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var status = await grain.Status();
            if (status.State is not (RunState.Running or RunState.Queued) || condition(status))
            {
                return status;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMinutes(5), $"Waited in vain for five minutes: {status} {string.Join("; ", status.Running)}");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the first point has done some iterations: asked directly, as a sweep's status may be half a second old.</summary>
    public static async Task UntilAtWork(FrozenSweep sweep, IGrainFactory grains)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await grains.GetGrain<IAggregatorGrain>($"{sweep.Id}/0").Status()).Iteration < 10)
        {
            await Task.Delay(2, patience.Token);
        }
    }

    /// <summary>Waits until something of a sweep is committed in a store.</summary>
    public static async Task UntilCommitted(FrozenSweep sweep, StoreAddress store)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var reader = StoreReader.Open(store);
        while (reader.Status(sweep.Id) is null or { Progress: 0 })
        {
            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>Runs a sweep to its end and gives its digest.</summary>
    public static async Task<string> Run(FrozenSweep sweep, IGrainFactory grains, int? lanesPerBatch = null)
    {
        var grain = grains.GetGrain<ISweepGrain>(sweep.Id);
        await grain.Start(sweep, new RunOptions(lanesPerBatch));
        Assert.Equal(RunState.Completed, (await Until(grain, _ => false)).State);
        return await ClusterDigest(sweep, grain);
    }

    /// <summary>A part of a trace. A client that knows a silo which has just left asks again, as commands do: it learns of others within two seconds.</summary>
    private static async Task<TraceBlock> Trace(ISweepGrain grain, int point, int chunk)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await grain.Trace(point, chunk);
            }
            catch (Exception exception) when (ClusterClient.IsLost(exception) && TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMinutes(1))
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }

    private static LocalPoint Local(PointSpec point, ModelCatalogue catalogue)
    {
        var model = catalogue.Bind(point);
        ImmutableArray<string> observables = [.. model.Observables.Select(observable => observable.Name)];
        return new(new PointProblem(point, model.Theta.Names, model.Theta.Initial, model.Wrt, observables, model.Objective, model.Layout), model.CreateKernel);
    }
}

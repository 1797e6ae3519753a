using DiffMH.Client.Results.Document;

namespace DiffMH.Tests.Client;

/// <summary>A small sweep with made-up results: three points, of which one differs in its parameters and was cut short, and one failed.</summary>
internal static class Samples
{
    public static PluginReference Plugin { get; } = new("DiffMH.Plugins.Ising", "0.1.0", new string('a', 64));

    public static FrozenSweep Sweep { get; } = new(
        "0123456789abcdef",
        "sample",
        """{"name":"sample","seed":20230613}""",
        [Plugin],
        [Point(0, """{"model.parameters.L":8,"coupling":"same-value"}""", "T"), Point(1, """{"model.parameters.L":12,"coupling":"same-value"}""", "h"), Point(2, """{"model.parameters.L":12,"coupling":"independent"}""", "T")]);

    public static PointResult[] Results { get; } =
    [
        new(
            0,
            Sweep.Points[0].Settings,
            RunState.Completed,
            8,
            [new("T", 2.33124, 0.0042, 0.0119)],
            [new("energy", -90.1, 0.1 + 0.2, double.NaN), new("energy^2", 8200, 31, double.NaN)],
            new("specific_heat", 76.1, 0.4, 1.6),
            [new("T", -0.3, 0.5, 2)],
            new(0.31, 5.25, 0.004, [new("energy", 1200.5, 1.002), new("energy^2", 300, 1.02)]),
            600,
            null,
            StopReason.Iterations),
        new(
            1,
            Sweep.Points[1].Settings,
            RunState.Completed,
            1,
            [new("h", 0.5, double.NaN, double.NaN)],
            [new("energy", -200, double.NaN, double.NaN), new("energy^2", 40100, double.NaN, double.NaN)],
            new("specific_heat", 100, double.NaN, double.NaN),
            [new("h", 1, double.NaN, double.NaN)],
            new(0.2, double.NaN, double.NaN, [new("energy", double.NaN, double.NaN)]),
            4,
            null,
            StopReason.WallTime),
        new(2, Sweep.Points[2].Settings, RunState.Failed, 0, [], [], null, [], null, 17, new("System.ArithmeticException", "log density is NaN at label 3", "at Somewhere()")),
    ];

    public static SummaryDocument Summary { get; } = SummaryDocument.From(Sweep, RunState.Failed, Results, TimeSpan.FromSeconds(12.3), "sha256:00ff");

    public static PointSpec Point(int index, string settings, string wrt) => new(
        index,
        $"{index}{new string('1', 63)}",
        new string('2', 64),
        settings,
        20230613,
        Plugin,
        "ising-2d",
        """{"L":8,"T":6,"J":1,"h":0}""",
        "uniform-spin",
        "{}",
        "same-value",
        new(EstimatorMethod.Dmh, Scheme.Symmetric, Pruning.Weight, 8, [wrt]),
        new(16, 100, 1000, 1, "cold"),
        new("specific_heat", ObjectiveGoal.Maximize),
        SweepMode.Optimize,
        new(OptimizerMethod.Adam, 0.01, 600, 200, 0.9, 0.999, 1e-8, 0.9, Vector.Of(0.5), Vector.Of(10)),
        8);

    /// <summary>Two replicates over some iterations; every number different, one error missing.</summary>
    public static TraceBlock Trace(int point, int first, int iterations)
    {
        var rows = (from iteration in Enumerable.Range(first, iterations) from replicate in Enumerable.Range(0, 2) select (iteration, replicate)).ToArray();
        var numbers = rows.SelectMany(row => new[]
        {
            Math.Sqrt(2 + row.iteration + (0.1 * row.replicate)),
            1.0 / (3 + row.iteration),
            row.replicate == 0 ? double.NaN : 0.1 + 0.2,
            -Math.PI * (point + 1),
            double.Epsilon,
        });
        return new(1, [.. rows.Select(row => row.iteration)], [.. rows.Select(row => row.replicate)], Vector.Of([.. numbers]));
    }
}

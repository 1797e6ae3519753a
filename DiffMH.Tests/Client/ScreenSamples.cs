using System.Collections.Immutable;
using DiffMH.Client.Progress;
using DiffMH.Client.Progress.Live;

namespace DiffMH.Tests.Client;

/// <summary>Sweeps under way with made-up numbers, for screens.</summary>
internal static class ScreenSamples
{
    public static Pace Pace { get; } = new(TimeSpan.FromSeconds(72), TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(8));

    /// <summary>Points of two axes, all different.</summary>
    public static FrozenSweep Sweep(int points, string name = "sample") => Samples.Sweep with
    {
        Name = name,
        Points = [.. Enumerable.Range(0, points).Select(i => Samples.Point(i, $$"""{"coupling":"{{(i % 2 == 0 ? "same-value" : "independent")}}","model.parameters.L":{{4 + i}}}""", "T"))],
    };

    /// <summary>A point after some iterations; one parameter.</summary>
    public static PointStatus Point(int point, int iteration, double value = 76.1, double gradient = -3.1, double rhat = 1.001) => new(
        point,
        RunState.Running,
        iteration,
        600,
        3,
        128,
        1000,
        new("specific_heat", value, 0.4, 1),
        [new("T", 2.331, 0.0042, 0.05)],
        null,
        [new("T", gradient, 0.5, 1.1)],
        new(0.31, 5.25, 0.004, [new("energy", 1200.5, rhat)]));

    public static SweepStatus Status(FrozenSweep sweep, params ImmutableArray<PointStatus> running) =>
        new(sweep.Id, sweep.Name, RunState.Running, sweep.Points.Length, 0, 0, 0.432, running, 72);

    /// <summary>A board that has seen some iterations of each point at work.</summary>
    public static SweepBoard Board(FrozenSweep sweep, params ImmutableArray<PointStatus> running) => Board(sweep, _ => null, running);

    /// <summary>The same where settings are doubtful.</summary>
    public static SweepBoard Board(FrozenSweep sweep, Func<PointSpec, string?> doubt, params ImmutableArray<PointStatus> running)
    {
        var board = new SweepBoard(sweep, isOfThisProcess: true, doubt);
        board.Take(new Workforce(1, 2));
        for (var iteration = 1; iteration <= 30; iteration++)
        {
            var now = iteration;
            board.Take(Status(sweep, [.. running.Select(point => point with { Iteration = now, Objective = point.Objective! with { Value = now } })]), Pace);
        }

        board.Take(Status(sweep, running), Pace);
        return board;
    }
}

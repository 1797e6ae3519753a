using DiffMH.Client.Results;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

public sealed class PointTraceStudyTests
{
    private const int Iterations = 40;
    private const int Tail = 16;

    [Fact]
    public void A_straight_line_drifts_by_its_slope_times_the_tail()
    {
        var study = Study(replicates: 3, (iteration, replicate) => (2 + (0.25 * iteration), 1000 - ((1 + replicate) * iteration)));
        var found = study.Convergence()!;

        Assert.Equal(Tail, found.Tail);
        Assert.Equal(0.25 * Tail, found.Drift["T"].Value, 12);
        Assert.Equal(0, found.Drift["T"].Mcse, 12);
        Assert.Equal(-2.0 * Tail, found.ObjectiveDrift.Value, 9);
        Assert.Equal(Tail / Math.Sqrt(3), found.ObjectiveDrift.Mcse, 9);   // slopes 1, 2, 3: sd 1, over √3
    }

    [Fact]
    public void What_was_before_the_tail_and_the_final_evaluation_do_not_count()
    {
        var study = Study(replicates: 2, (iteration, replicate) => iteration < Iterations - Tail || iteration == Iterations ? (1e6, -1e6) : (replicate, 5));
        var found = study.Convergence()!;
        Assert.Equal((0.0, 0.0), (found.Drift["T"].Value, found.ObjectiveDrift.Value));
    }

    [Fact]
    public void A_replicate_that_failed_is_left_out_and_one_alone_has_no_error()
    {
        var study = Study(replicates: 2, (iteration, replicate) => replicate == 1 && iteration > 30 ? (double.NaN, double.NaN) : (iteration, iteration));
        var drift = study.Convergence()!.Drift["T"];
        Assert.Equal(Tail, drift.Value, 12);
        Assert.True(double.IsNaN(drift.Mcse));
    }

    [Fact]
    public void A_point_that_was_stopped_early_has_its_tail_where_it_stopped()
    {
        var study = Study(replicates: 2, (iteration, _) => (iteration < 20 ? iteration : 1e9, 0), done: 20);
        Assert.Equal(Tail, study.Convergence()!.Drift["T"].Value, 12);
    }

    [Fact]
    public void A_tail_of_two_iterations_says_nothing() => Assert.Null(Study(replicates: 2, (_, _) => (0, 0), done: 2).Convergence());

    [Fact]
    public void The_error_of_a_drift_is_that_of_noise()
    {
        // White noise of deviation 1 about a slope: var(slope) = 1 / Σ (x − x̄)², so 400 replicates know slope × tail to 0.0434.
        var noise = TestSeed.Open("drift", 0);
        var drift = Study(replicates: 400, (iteration, _) => (noise.NextNormal() + (0.02 * iteration), 0)).Convergence()!.Drift["T"];
        var exact = Tail / Math.Sqrt((Tail * ((Tail * Tail) - 1.0)) / 12) / Math.Sqrt(400);
        Assert.InRange(drift.Mcse / exact, 0.8, 1.2);   // a deviation from 400 is known to 3.5 %
        Statistically.Agrees(0.02 * Tail, (drift.Value, drift.Mcse), "drift", 400);
        Statistically.Differs(0, (drift.Value, drift.Mcse), "no drift", 400);
    }

    [Fact]
    public void The_path_is_the_mean_of_the_replicates_in_equal_stretches_of_iterations()
    {
        var path = Study(replicates: 2, (iteration, replicate) => (0, iteration + replicate)).Path();
        Assert.Equal(Enumerable.Range(0, Iterations).Select(iteration => iteration + 0.5), path);

        var longer = Study(replicates: 1, (iteration, _) => (0, iteration), done: 10 * PointTraceStudy.PathLength).Path();
        Assert.Equal(Enumerable.Range(0, PointTraceStudy.PathLength).Select(stretch => (10.0 * stretch) + 4.5), longer);
    }

    /// <summary>A study of a trace in blocks, the final evaluation at its end.</summary>
    private static PointTraceStudy Study(int replicates, Func<int, int, (double Theta, double Objective)> number, int done = Iterations)
    {
        var spec = Samples.Sweep.Points[0];
        var study = new PointTraceStudy(spec with { Replicates = replicates, Optimizer = spec.Optimizer! with { Iterations = Math.Max(done, Iterations), TailAverage = Tail } }, done);
        foreach (var iterations in Enumerable.Range(0, done + 1).Chunk(7))
        {
            var rows = (from iteration in iterations from replicate in Enumerable.Range(0, replicates) select (iteration, replicate)).ToArray();
            var numbers = rows.SelectMany(row =>
            {
                var (theta, objective) = number(row.iteration, row.replicate);
                return new[] { theta, objective, 0.1, 0.2, 0.3 };
            });
            study.Add(new(1, [.. rows.Select(row => row.iteration)], [.. rows.Select(row => row.replicate)], Vector.Of([.. numbers])));
        }

        return study;
    }
}

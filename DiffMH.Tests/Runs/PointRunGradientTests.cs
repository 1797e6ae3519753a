using DiffMH.Engine.Runs;
using DiffMH.Engine.Statistics;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Runs;

public sealed class PointRunGradientTests
{
    [Fact]
    public void A_group_whose_derivatives_stand_out_is_in_the_diagnostics()
    {
        var problem = FakePoints.Evaluate(replicates: 10);
        Assert.InRange(Share((_, _) => false), 0.02, 0.3);
        Assert.InRange(Share((replicate, group) => replicate == 3 && group == 1), 0.9, 1);
        Assert.InRange(Share((replicate, _) => replicate == 3), 0.02, 0.3);

        double Share(Func<int, int, bool> standsOut)
        {
            var seen = 0;
            var run = new PointRun(problem);
            run.Complete(FakePoints.Rows(run, FakePoints.Kernel(problem, (replicate, _, row) => row[problem.Layout.Slopes] += standsOut(replicate, seen++ % 5) ? 1000 : 0)));
            return run.Result().Diagnostics!.LargestShare;
        }
    }

    [Fact]
    public void One_pass_at_the_given_parameters_pools_the_groups_of_all_replicates()
    {
        var problem = FakePoints.Evaluate();
        var run = new PointRun(problem);
        Assert.Equal(ChainPass.At(0), run.Pass);
        var rows = FakePoints.Rows(run, FakePoints.Kernel(problem));
        var trace = run.Complete(rows);
        Assert.True(run.IsFinished);

        var statistic = new ObjectiveStatistic(problem.Objective, problem.Layout, problem.Wrt, problem.InitialTheta.Values);
        var pooled = Jackknife.Of(rows, problem.Layout.Width, statistic.Count, statistic.Evaluate);
        var result = run.Result();
        Assert.Equal((RunState.Completed, 3, 1), (result.State, result.Replicates, result.Iterations));
        Assert.Equal(new Estimate("a", 2, 0, 0), result.Parameters.Single());
        Assert.Equal((pooled.Corrected[0], pooled.Errors[0]), (result.Objective!.Value, result.Objective.Error));
        Assert.Equal((pooled.Corrected[1], pooled.Errors[1]), (result.Gradient[0].Value, result.Gradient[0].Error));
        Assert.Equal((pooled.Plain[2], pooled.Errors[2]), (result.Moments[0].Value, result.Moments[0].Error));
        double[] own = [.. Enumerable.Range(0, 3).Select(row => trace.Row(row)[1])];
        Assert.Equal(Statistically.Mean(own).Error * Math.Sqrt(3), result.Objective.Deviation, 14);
    }

    [Fact]
    public void Single_chains_keep_their_plain_estimates_and_give_the_deviation()
    {
        var problem = FakePoints.Evaluate(replicates: 4, chains: 1);
        var run = new PointRun(problem);
        var rows = FakePoints.Rows(run, FakePoints.Kernel(problem));
        var trace = run.Complete(rows);
        double[] plain = [.. rows.Chunk(problem.Layout.Width).Select(row => -Math.Pow((row[SumsLayout.Moments] / row[SumsLayout.Draws]) - 3, 2))];
        for (var replicate = 0; replicate < 4; replicate++)
        {
            Assert.Equal(plain[replicate], trace.Row(replicate)[1], 14);
            Assert.True(double.IsNaN(trace.Row(replicate)[2]));
        }

        var objective = run.Result().Objective!;
        Assert.Equal(Statistically.Mean(plain).Error * 2, objective.Deviation, 13);
        Assert.True(objective.Error > 0);
    }

    [Fact]
    public void Each_replicates_own_estimate_is_unbiased_though_the_objective_is_curved()
    {
        // φ = −(m − 3)² at m = 2 is −1; formed from the mean of two uniform draws it is lower by their variance 1/24 on average.
        const int n = 20_000;
        var problem = FakePoints.Evaluate(replicates: n, chains: 2, draws: 1, name: "unbiased");
        var run = new PointRun(problem);
        var rows = FakePoints.Rows(run, FakePoints.Kernel(problem));
        var trace = run.Complete(rows);
        var width = problem.Layout.Width;
        double[] plain = [.. Enumerable.Range(0, n).Select(r => -Math.Pow(((rows[(2 * r * width) + SumsLayout.Moments] + rows[(((2 * r) + 1) * width) + SumsLayout.Moments]) / 2) - 3, 2))];
        double[] corrected = [.. Enumerable.Range(0, n).Select(r => trace.Row(r)[1])];
        Statistically.Agrees(-1, Statistically.Mean(corrected), "mean of corrected estimates", n);
        Statistically.Agrees(-1 - (1 / 24.0), Statistically.Mean(plain), "mean of plain estimates", n);
        Statistically.Differs(-1, Statistically.Mean(plain), "plain estimates taken for unbiased", n);
        Statistically.Agrees(-1, run.Result().Objective!, "pooled", 2 * n);
    }

    [Fact]
    public void One_single_chain_has_neither_error_nor_deviation()
    {
        var problem = FakePoints.Evaluate(replicates: 1, chains: 1);
        var run = new PointRun(problem);
        run.Complete(FakePoints.Rows(run, FakePoints.Kernel(problem)));
        var objective = run.Result().Objective!;
        Assert.True(double.IsFinite(objective.Value));
        Assert.True(double.IsNaN(objective.Error) && double.IsNaN(objective.Deviation));
    }
}

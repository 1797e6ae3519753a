using DiffMH.Engine.Runs;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Runs;

/// <summary>Points over <see cref="FakeKernel"/>: θ = (a, b), a moves.</summary>
internal static class FakePoints
{
    public static readonly OptimizerSettings Adam =
        new(OptimizerMethod.Adam, 0.1, 6, 3, 0.9, 0.999, 1e-8, 0, Vector.Of(double.NegativeInfinity), Vector.Of(double.PositiveInfinity));

    public static PointProblem Optimize(int replicates = 3, int chains = 5, OptimizerSettings? optimizer = null, string name = "hill") =>
        Problem(new ObjectiveSettings("hill", ObjectiveGoal.Maximize), SweepMode.Optimize, optimizer ?? Adam, replicates, new(chains, 0, 20, 1, "cold"), name);

    public static PointProblem Evaluate(int replicates = 3, int chains = 5, int draws = 20, string name = "hill") =>
        Problem(new ObjectiveSettings("hill", ObjectiveGoal.Evaluate), SweepMode.Gradient, null, replicates, new(chains, 0, draws, 1, "cold"), name);

    public static FakeKernel Kernel(PointProblem problem, Action<int, ChainPass, double[]>? spoil = null) => new(problem.Spec, problem.Layout, spoil);

    public static LocalPoint Local(PointProblem problem, Action<int, ChainPass, double[]>? spoil = null) => new(problem, () => Kernel(problem, spoil));

    /// <summary>The rows of one pass.</summary>
    public static double[] Rows(PointRun run, IBatchKernel kernel) => kernel.Run(new(run.Pass, run.Slices, null), new Unlimited()).Sums.Values.ToArray();

    /// <summary>Runs a number of passes, or all that are left, and returns their trace.</summary>
    public static List<TraceBlock> Run(PointRun run, IBatchKernel kernel, int passes)
    {
        var trace = new List<TraceBlock>();
        while (trace.Count < passes && !run.IsFinished)
        {
            trace.Add(run.Complete(Rows(run, kernel)));
        }

        return trace;
    }

    /// <summary>Runs all passes and returns the rows of the trace as (iteration, replicate, numbers).</summary>
    public static List<(int Iteration, int Replicate, double[] Numbers)> Finish(PointRun run, IBatchKernel kernel)
    {
        var rows = new List<(int, int, double[])>();
        foreach (var block in LocalRun.Finish(run, () => kernel, null, new Unlimited()))
        {
            for (var row = 0; row < block.Rows; row++)
            {
                rows.Add((block.Iterations[row], block.Replicates[row], block.Row(row).ToArray()));
            }
        }

        return rows;
    }

    private static PointProblem Problem(ObjectiveSettings objective, SweepMode mode, OptimizerSettings? optimizer, int replicates, ChainSettings chain, string name)
    {
        var key = Convert.ToHexStringLower(TestSeed.Key(name));
        var spec = new PointSpec(
            0, key, key, "{}", TestSeed.Base, new PluginReference("Fake", "1.0", new string('0', 64)), "fake", "{}", "none", "{}", "none",
            new EstimatorSettings(EstimatorMethod.Dmh, Scheme.Symmetric, Pruning.Weight, 1, ["a"]), chain,
            objective, mode, optimizer, replicates);
        return new(spec, ["a", "b"], Vector.Of(2, 7), [0], ["x", "x^2"], new Hill(), new SumsLayout(2, 1));
    }
}

using System.Globalization;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>How much work one point may be: bounds that nobody needs and that a slip of the keyboard exceeds.</summary>
internal static class PointWork
{
    /// <summary>The largest <c>chain.chains</c>.</summary>
    public const int MostChains = 1_000_000;

    /// <summary>The largest <c>replicates.count</c>.</summary>
    public const int MostReplicates = 1_000_000;

    /// <summary>The largest product of the two: the sums of all chains of a point are merged in one place.</summary>
    public const long MostLanes = 10_000_000;

    /// <summary>Steps of all chains in all iterations. A core takes more than a month for 10¹⁵ of the fastest.</summary>
    public const decimal MostSteps = 1e16m;

    /// <summary>Notes where a point is more work than that.</summary>
    /// <param name="chain">Its chains.</param>
    /// <param name="replicates">How many replicates it has.</param>
    /// <param name="thetas">At how many θ each chain runs: more than one for difference quotients.</param>
    /// <param name="iterations">Iterations of the optimiser; 0 in gradient mode.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static void Check(ChainSettings chain, int replicates, int thetas, int iterations, ICollection<SweepProblem> problems)
    {
        var lanes = (long)chain.Chains * replicates * thetas;
        var differences = thetas > 1 ? $" at {Shown(thetas)} values of the parameters, for their differences" : "";
        if (lanes > MostLanes)
        {
            Note("chain.chains", $"found {Shown(chain.Chains)} chains for each of {Shown(replicates)} replicates{differences}, {Shown(lanes)} in all; a point has at most {Shown(MostLanes)}: lower chain.chains or replicates.count");
        }

        var steps = lanes * (chain.Warmup + ((decimal)chain.Draws * chain.Thin));
        if (steps * (iterations + 1m) > MostSteps)
        {
            var passes = iterations > 0 ? $" in each of {Shown(iterations)} iterations" : "";
            Note("chain.draws", $"found {Shown(chain.Draws)} draws of {Shown(chain.Thin)} steps and a warm-up of {Shown(chain.Warmup)} in {Shown(lanes)} chains, {Shown(steps)} steps{passes}; a point has at most {Shown(MostSteps)} in all: lower chain.draws, thin, chains, replicates.count or optimizer.iterations");
        }

        void Note(string path, string message) => problems.Add(new(path, $"{path}: {message}"));
    }

    private static string Shown(decimal number) => number.ToString(number < 1e9m ? "N0" : "0.##e0", CultureInfo.InvariantCulture);
}

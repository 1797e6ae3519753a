using DiffMH.Tests.Exactness;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>The primal chain does not know who watches it.</summary>
public sealed class PrimalTrajectoryTests
{
    [Fact]
    public void Primal_chains_are_identical_over_schemes_prunings_couplings_and_numbers_of_alternatives()
    {
        var chain = new ChainSettings(3, 2, 40, 1, "cold");
        var sums = new List<double[]>();
        foreach (var scheme in Cases.Schemes)
        {
            foreach (var alternatives in Cases.Alternatives)
            {
                foreach (var coupling in (string[])["same-value", "independent"])
                {
                    var model = PointOf.Ising(4, (2.3, 1, 0), "uniform-spin", "random", coupling, scheme, alternatives, chain, "T");
                    sums.AddRange(Enum.GetValues<Pruning>().Select(pruning => Moments(model.With(pruning))));
                }
            }
        }

        Assert.All(sums, other => Assert.Equal(sums[0], other));
    }

    [Fact]
    public void Chains_and_replicates_differ_from_one_another()
    {
        var model = PointOf.Ising(4, (2.3, 1, 0), "uniform-spin", "random", "same-value", Scheme.Symmetric, 1, new ChainSettings(3, 2, 40, 1, "cold"), "T");
        var moments = Rows(model).Select(row => string.Join(' ', row.Skip(SumsLayout.Moments).Take(model.Layout.Observables))).ToArray();
        Assert.Equal(moments.Length, moments.Distinct().Count());
    }

    private static double[] Moments(Engine.Models.PointModel model) =>
        [.. Rows(model).SelectMany(row => row.Take(SumsLayout.Moments + model.Layout.Observables).Skip(SumsLayout.Moments))];

    private static double[][] Rows(Engine.Models.PointModel model)
    {
        // One name for all, so that the streams are the same.
        var spec = model.Spec with { StreamKey = Convert.ToHexStringLower(TestSeed.Key("trajectories")) };
        var kernel = DiffMH.Tests.Models.BuiltPlugins.Catalogue.Bind(spec).CreateKernel();
        var task = new BatchTask(ChainPass.At(1), [new(0, 0, 3, model.Theta.Initial), new(1, 0, 3, model.Theta.Initial)], null);
        return [.. kernel.Run(task, new Engine.Runs.Unlimited()).Sums.Values.ToArray().Chunk(model.Layout.Width)];
    }
}

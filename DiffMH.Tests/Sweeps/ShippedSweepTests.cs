using DiffMH.Client.Inputs;
using DiffMH.Client.Sweeps;
using DiffMH.Engine.Models;
using DiffMH.Engine.Sweeps;
using DiffMH.Tests.Models;

namespace DiffMH.Tests.Sweeps;

/// <summary>The sweep files of the repository are right, and are what their headers say.</summary>
public sealed class ShippedSweepTests
{
    public static TheoryData<string> Files { get; } = [.. Directory.GetFiles(Path.Combine(Repository.Root, "sweeps"), "*.yaml").Select(file => Path.GetFileName(file))];

    /// <summary>Warnings of what a file is there to show.</summary>
    private static readonly Dictionary<string, string> Shown = new() { ["gaussian-mean.yaml"] = "variance is infinite", ["contamination.yaml"] = "on a density that jumps" };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_shipped_sweep_loads_without_errors_or_warnings(string file)
    {
        var sweep = Load(file);

        Assert.Equal(Path.GetFileNameWithoutExtension(file), sweep.Name);
        var warnings = SweepPlan.Of(sweep, Catalogue).Warnings.ToList();
        if (Shown.TryGetValue(file, out var shown))
        {
            Assert.Contains(shown, Assert.Single(warnings));
            return;
        }

        Assert.Empty(warnings);
    }

    [Fact]
    public void The_specific_heat_sweep_is_the_one_of_the_readme()
    {
        var point = Load("ising-specific-heat.yaml").Points.Single();

        Assert.Equal((16, 8, 8), (point.Chain.Chains, point.Replicates, point.Estimator.Alternatives));
        Assert.Equal("word", point.Estimator.Kernel);
        Assert.Equal((0.01, 600, 200), (point.Optimizer!.LearningRate, point.Optimizer.Iterations, point.Optimizer.TailAverage));
        Assert.Equal("""{"J":1,"L":12,"T":6,"h":0}""", point.ModelSettings);
    }

    [Fact]
    public void Schemes_are_compared_on_the_same_primal_chains()
    {
        var points = Load("gmm-schemes.yaml").Points;

        Assert.Equal(20, points.Length);
        Assert.Equal(5, points.Select(point => point.StreamKey).Distinct().Count());
        Assert.All(points, point => Assert.Equal((1, 2000), (point.Chain.Chains, point.Replicates)));
    }

    [Fact]
    public void Estimators_are_compared_on_the_same_primal_chains()
    {
        var points = Load("gmm-estimators.yaml").Points;

        Assert.Equal(25, points.Length);
        Assert.Equal(5, points.Select(point => point.StreamKey).Distinct().Count());
        Assert.Equal(Enum.GetValues<EstimatorMethod>(), points.Select(point => point.Estimator.Method).Distinct().Order());
    }

    internal static ModelCatalogue Catalogue { get; } = BuiltPlugins.Catalogue.With(new SweepFolder(Path.Combine(Repository.Root, "sweeps")));

    internal static FrozenSweep Load(string file)
    {
        var loading = SweepLoader.Load(file, File.ReadAllText(Path.Combine(Repository.Root, "sweeps", file)), [], Catalogue);
        Assert.Empty(loading.Errors);
        return loading.Sweep!;
    }
}

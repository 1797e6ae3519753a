using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>Two and three parameters of a proposal at once: random walks in the plane against integrals.</summary>
public sealed class PlaneTuningTests
{
    private const int Replicates = 32;
    private const int Groups = 16 * Replicates;

    private static readonly double[] Independent = [1, 0, 2];
    private static readonly double[] Correlated = [1, 0.5, Math.Sqrt(0.75)];

    [Fact]
    public void The_oracle_has_the_published_optima()
    {
        Assert.All(new PlaneWalk(Independent).Slopes([1.7075, 0, 3.415]), slope => Assert.Equal(0, slope, 1e-4));
        Assert.All(new PlaneWalk(Correlated).Slopes([1.7075, 0.8538, 1.4787]), slope => Assert.Equal(0, slope, 1e-4));
    }

    [Theory]
    [InlineData("reflection", 1)]
    [InlineData("reflection", 4)]
    public void Each_coordinate_has_the_derivative_of_its_own_step(string coupling, int alternatives)
    {
        var (oracle, step) = (new PlaneWalk(Independent), new[] { 0.9, 0, 1.2 });
        var result = Sweep("\"deviations\": [1, 2]", "{ \"name\": \"random-walk\", \"scale\": [0.9, 1.2] }", coupling, alternatives, "\"proposal.scale\"");
        var slopes = oracle.Slopes(step);
        Check(oracle.Determinant(step), [("proposal.scale[0]", slopes[0]), ("proposal.scale[1]", slopes[2])], result);
    }

    [Fact]
    public void One_of_a_list_can_be_taken_alone()
    {
        var (oracle, step) = (new PlaneWalk(Independent), new[] { 0.9, 0, 1.2 });
        var result = Sweep("\"deviations\": [1, 2]", "{ \"name\": \"random-walk\", \"scale\": [0.9, 1.2] }", "reflection", 4, "\"proposal.scale[1]\"");
        Check(oracle.Determinant(step), [("proposal.scale[1]", oracle.Slopes(step)[2])], result);
    }

    [Theory]
    [InlineData("reflection", 1)]
    [InlineData("reflection", 4)]
    public void Each_entry_of_a_factor_has_its_derivative(string coupling, int alternatives)
    {
        var (oracle, step) = (new PlaneWalk(Correlated), new[] { 0.8, 0.8, 0.6 });
        var walk = "{ \"name\": \"random-walk-cholesky\", \"diagonal\": [0.8, 0.6], \"below\": [0.8] }";
        var result = Sweep("\"deviations\": [1, 1], \"correlations\": 0.5", walk, coupling, alternatives, "\"proposal.diagonal\", \"proposal.below\"");
        var slopes = oracle.Slopes(step);
        Check(oracle.Determinant(step), [("proposal.diagonal[0]", slopes[0]), ("proposal.diagonal[1]", slopes[2]), ("proposal.below[0]", slopes[1])], result);
    }

    private static void Check(double determinant, (string Name, double Slope)[] exact, PointResult result)
    {
        Statistically.Agrees(determinant, result.Objective!, "determinant", Groups);
        Assert.Equal(exact.Select(parameter => parameter.Name), result.Gradient.Select(parameter => parameter.Name));
        for (var i = 0; i < exact.Length; i++)
        {
            Statistically.Agrees(exact[i].Slope, result.Gradient[i], exact[i].Name, Groups);
            Statistically.Differs(-exact[i].Slope, result.Gradient[i], $"{exact[i].Name}, sign", Groups);
        }
    }

    private static PointResult Sweep(string target, string proposal, string coupling, int alternatives, string wrt) => PlainRun.Of(
        $$"""
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "plane", "seed": {{TestSeed.Base}}, "mode": "gradient",
          "model": { "plugin": "DiffMH.Plugins.Tuning", "name": "gaussian", "parameters": { {{target}} } },
          "proposal": {{proposal}}, "coupling": "{{coupling}}",
          "estimator": { "alternatives": {{alternatives}}, "wrt": [{{wrt}}] }, "chain": { "start": "fixed", "warmup": 100, "draws": 12000 },
          "objective": { "evaluate": "lag1_autocovariance" }, "replicates": { "count": {{Replicates}} }
        }
        """).Single().Result;
}

using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;
using DiffMH.Engine.Sweeps;
using DiffMH.Tests.Models;

namespace DiffMH.Tests.Sweeps;

/// <summary>Parameters of a proposal in sweep files: their names, their bounds, and where they are refused.</summary>
public sealed class ProposalParameterTests
{
    private const string Walk = """
        apiVersion: diffmh/v1
        kind: Sweep
        name: test
        seed: 7
        model:
          plugin: DiffMH.Plugins.Gaussian
          name: gaussian
          parameters: { theta: [0, 1], deviations: 1 }
        proposal: { name: random-walk, scale: [1, 2] }
        estimator: { wrt: [theta, proposal.scale] }
        objective: { minimize: 'x[0]' }
        optimizer: { learning_rate: 0.01, iterations: 6, bounds: { proposal.scale: [0.5, 10] } }

        """;

    [Fact]
    public void They_follow_those_of_the_model_and_are_moved_with_them()
    {
        var point = SweepText.Freeze(Walk).Points.Single();
        var model = BuiltPlugins.Catalogue.Bind(point);

        Assert.Equal(["theta[0]", "theta[1]", "proposal.scale[0]", "proposal.scale[1]"], point.Estimator.Wrt);
        Assert.Equal(["theta[0]", "theta[1]", "deviations", "proposal.scale[0]", "proposal.scale[1]"], model.Theta.Names);
        Assert.Equal(Vector.Of(0, 1, 1, 1, 2), model.Theta.Initial);
        Assert.Equal(Vector.Of(double.NegativeInfinity, double.NegativeInfinity, 0.5, 0.5), point.Optimizer!.Lower);
        Assert.Equal(Vector.Of(double.PositiveInfinity, double.PositiveInfinity, 10, 10), point.Optimizer.Upper);
    }

    [Theory]
    [InlineData("wrt: [theta, proposal.scale]", "wrt: [theta, proposal.scal]", "10:27", "\"proposal.scal\"", "did you mean 'proposal.scale'")]
    [InlineData("wrt: [theta, proposal.scale]", "wrt: [proposal.scale, 'proposal.scale[2]']", "10:36", "\"proposal.scale[2]\"", "a parameter of the model or of its proposal")]
    [InlineData("proposal.scale: [0.5, 10] }", "'proposal.scale[0]': [0.5, 10] }", "12:50", "missing lower bound", "proposal.scale[1] must stay above 0")]
    [InlineData("proposal.scale: [0.5, 10] }", "proposal.scale: [0, 10] }", "12:77", "the bound 0", "a finite number above 0")]
    [InlineData("proposal.scale: [0.5, 10] }", "proposal.scale: [1.5, 10] }", "9:40", "the start 1;", "from 1.5 to 10")]
    [InlineData("wrt: [theta, proposal.scale] }", "wrt: [theta, proposal.scale], method: covariance }", "10:52", "covariance with proposal.scale[0]", "use dmh")]
    public void What_is_wrong_with_them_is_told_with_its_place(string old, string replacement, string place, string found, string right)
    {
        var errors = SweepText.Load(Walk.With(old, replacement)).Errors;
        Assert.Contains(errors, error => error.StartsWith($"f.yaml:{place}: ", StringComparison.Ordinal) && error.Contains(found) && error.Contains(right));
    }

    [Fact]
    public void Proposals_on_discrete_states_have_none()
    {
        var error = Assert.Single(SweepText.Load(SweepText.Ising.With("wrt: [T]", "wrt: [T, proposal.order]")).Errors);
        Assert.StartsWith("f.yaml:12:59: ", error);
        Assert.Contains("\"proposal.order\"; it must be a parameter of the model; its proposal has none, as only proposals of real vectors can", error);
    }

    [Theory]
    [InlineData("box", "whose density may jump")]
    [InlineData("sign", "whose observables may jump")]
    [InlineData("jump", "whose observables may jump")]
    public void Models_that_jump_are_refused(string model, string why)
    {
        var problem = Assert.Single(Problems(model, "dmh", "proposal.scale"));
        Assert.Equal("estimator.wrt", problem.Path);
        Assert.Contains($"proposal.scale with {model}, {why}", problem.Message);
        Assert.Empty(Problems(model, "dmh", "width"));
    }

    [Fact]
    public void The_covariance_identity_is_refused_for_two_consecutive_states()
    {
        var problem = Assert.Single(Problems("pair", "covariance", "width"));
        Assert.Equal("estimator.method", problem.Path);
        Assert.Contains("covariance with pair, whose observables are of two consecutive states", problem.Message);
        Assert.Empty(Problems("pair", "dmh", "width"));
        Assert.Empty(Problems("sign", "covariance", "width"));
    }

    private static IEnumerable<SweepProblem> Problems(string model, string method, string wrt)
    {
        var catalogue = ModelCatalogue.Create([new LoadedPlugin(new PluginReference("Jumping", "1.0.0", "hash"), new JumpingPlugin())]);
        return SweepFreezer.Freeze(JsonNode.Parse($$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "test", "seed": 7, "mode": "gradient", "model": { "plugin": "Jumping", "name": "{{model}}" },
              "proposal": { "name": "random-walk", "scale": 1 }, "estimator": { "method": "{{method}}", "wrt": ["{{wrt}}"] }, "objective": { "evaluate": "x" }
            }
            """)!.AsObject(), catalogue).Problems;
    }
}

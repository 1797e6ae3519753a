using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>The targets of the tuning plugin: their exact draws are of their densities, whose moments no proposal changes.</summary>
public sealed class TuningTargetTests
{
    private const int Replicates = 16;
    private const int Groups = 16 * Replicates;

    // Model, settings, observable, its exact moment.
    [Theory]
    [InlineData("gaussian", """{ "deviations": [1, 2], "correlations": 0.5 }""", "x[1]*x[0]", 1)]
    [InlineData("gaussian", """{ "deviations": [1, 2], "correlations": -0.5 }""", "x[1]*x[1]", 4)]
    [InlineData("gaussian", """{ "deviations": [1, 1, 2], "correlations": [0, 0.5, 0.25] }""", "x[2]*x[0]", 1)]
    [InlineData("mixture", """{ "means": [1, 3], "deviations": [0.5, 1], "weights": [3, 1] }""", "x[0]", 1.5)]
    [InlineData("mixture", """{ "means": [1, 3], "deviations": [0.5, 1], "weights": [3, 1] }""", "x[0]*x[0]", (0.75 * 1.25) + (0.25 * 10))]
    [InlineData("mixture", """{ "dimension": 2, "means": [-1, 0, 1, 2] }""", "x[1]*x[0]", 1)]
    [InlineData("banana", """{ "deviation": 1.5, "bend": 0.5 }""", "x[0]*x[0]", 2.25)]
    [InlineData("banana", """{ "deviation": 1.5, "bend": 0.5 }""", "x[1]*x[1]", 1 + (2 * 0.25 * 2.25 * 2.25))]
    public void Stationary_moments_are_exact_and_have_no_derivative_in_the_step(string model, string settings, string observable, double exact)
    {
        // Chains that began in another density than their own would drift in twenty steps.
        var result = PlainRun.Of(
            $$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "targets", "seed": {{TestSeed.Base}}, "mode": "gradient",
              "model": { "plugin": "DiffMH.Plugins.Tuning", "name": "{{model}}", "parameters": {{settings}} },
              "proposal": { "name": "random-walk", "scale": 1.5 }, "coupling": "reflection",
              "estimator": { "alternatives": 4, "wrt": ["proposal.scale"] }, "chain": { "chains": 2048, "start": "stationary", "warmup": 20, "draws": 5 },
              "objective": { "evaluate": "{{observable}}" }, "replicates": { "count": {{Replicates}} }
            }
            """).Single().Result;
        Statistically.Agrees(exact, result.Objective!, observable, Groups);
        Statistically.Agrees(0, result.Gradient[0], $"{observable} by the step", Groups);
        Statistically.Differs(exact + (0.2 * Math.Abs(exact)), result.Objective!, "a fifth", Groups);
    }

    [Theory]
    [InlineData("gaussian", """{ "deviations": [1, 1, 1], "correlations": [0.9, 0.9, -0.9] }""", "correlations", "positive definite")]
    [InlineData("gaussian", """{ "deviations": [1, 1, 1], "correlations": [0.1, 0.2] }""", "correlations", "found 2 numbers for 3 pairs")]
    [InlineData("gaussian", """{ "deviations": [1, 1], "start": [1, 2, 3] }""", "start", "found 3 numbers for 2 coordinates")]
    [InlineData("mixture", """{ "dimension": 2, "means": [1, 2, 3] }""", "means", "found 3 numbers; there must be 2 for each")]
    [InlineData("mixture", """{ "means": [1, 2], "weights": [1, 2, 3] }""", "weights", "found 3 numbers for 2 components")]
    public void Settings_that_do_not_go_together_are_refused(string model, string settings, string setting, string message)
    {
        var document = System.Text.Json.Nodes.JsonNode.Parse($$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "targets", "seed": 1, "mode": "gradient",
              "model": { "plugin": "DiffMH.Plugins.Tuning", "name": "{{model}}", "parameters": {{settings}} },
              "proposal": { "name": "random-walk", "scale": 1.5 }, "estimator": { "wrt": ["proposal.scale"] }, "objective": { "evaluate": "acceptance_rate" }
            }
            """)!.AsObject();
        var problems = DiffMH.Engine.Sweeps.SweepFreezer.Freeze(document, Models.BuiltPlugins.Catalogue).Problems;
        Assert.Contains(problems, problem => problem.Path == $"model.parameters.{setting}" && problem.Message.Contains(message));
    }
}

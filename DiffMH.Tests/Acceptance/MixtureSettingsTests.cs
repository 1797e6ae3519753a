using System.Text.Json.Nodes;
using DiffMH.Engine.Sweeps;
using DiffMH.Tests.Models;

namespace DiffMH.Tests.Acceptance;

/// <summary>Mixtures whose lists do not fit each other, and those that do.</summary>
public sealed class MixtureSettingsTests
{
    [Theory]
    [InlineData("mixture-label", """{ "observation": [1, 2], "means": [1, 2, 3], "deviations": 1 }""", "means", "found 3 numbers; there must be 2 for each component")]
    [InlineData("mixture-label", """{ "observation": [1, 2], "means": [1, 2], "deviations": 1 }""", "means", "a mixture has at least 2 components; found 1 mean")]
    [InlineData("mixture-label", """{ "observation": [1, 2], "means": [1, 2, 3, 4], "deviations": [1, 2, 3] }""", "deviations", "found 3 numbers for 2 means; give one per component")]
    [InlineData("gaussian-mixture", """{ "dimension": 2, "means": [1, 2, 3, 4, 5], "deviations": 1 }""", "means", "found 5 numbers; there must be 2 for each component")]
    [InlineData("gaussian-mixture", """{ "means": 1, "deviations": 1 }""", "means", "a mixture has at least 2 components; found 1 mean")]
    [InlineData("gaussian-mixture", """{ "means": [1, 2], "deviations": 1, "weights": [1, 2, 3] }""", "weights", "found 3 numbers for 2 means; give one per component")]
    [InlineData("gaussian-mixture", """{ "means": [1, 2], "deviations": 0 }""", "deviations", "a finite number above 0")]
    [InlineData("gaussian-mixture", """{ "means": [1, 2], "deviations": 1, "start": [1, 2] }""", "start", "found 2 numbers for 1 coordinates; give one per coordinate, or one for all")]
    public void Lists_that_do_not_fit_each_other_are_told_where_they_stand(string model, string settings, string setting, string message)
    {
        var problems = Freeze(model, settings).Problems;
        Assert.Contains(problems, problem => problem.Path == $"model.parameters.{setting}" && problem.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mixture-label", """{ "observation": [1, 2], "means": [1, 2, 3, 4], "deviations": [1, 2], "weights": [1, 2] }""")]
    [InlineData("mixture-label", """{ "observation": 1, "means": [1, 2], "deviations": 1 }""")]
    [InlineData("gaussian-mixture", """{ "dimension": 2, "means": [1, 2, 3, 4], "deviations": [1, 2], "start": [1, 2] }""")]
    public void Lists_that_fit_are_taken(string model, string settings) => Assert.Empty(Freeze(model, settings).Problems);

    private static FreezeResult Freeze(string model, string settings) => SweepFreezer.Freeze(
        JsonNode.Parse($$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "mixtures", "seed": 1, "mode": "gradient",
              "model": { "plugin": "DiffMH.Plugins.Mixture", "name": "{{model}}", "parameters": {{settings}} },
              {{(model == "mixture-label" ? "" : "\"proposal\": { \"name\": \"random-walk\", \"scale\": 1 },")}}
              "estimator": { "wrt": ["means"] }, "objective": { "evaluate": "{{(model == "mixture-label" ? "is_1" : "x[0]")}}" }
            }
            """)!.AsObject(),
        BuiltPlugins.Catalogue);
}

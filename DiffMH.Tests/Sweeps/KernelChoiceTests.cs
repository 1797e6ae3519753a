using System.Text.Json.Nodes;
using DiffMH.Client.Results;
using DiffMH.Engine.Pilots;
using DiffMH.Tests.Kernels;

namespace DiffMH.Tests.Sweeps;

/// <summary>Which kernel a sweep runs with, and where it says so.</summary>
public sealed class KernelChoiceTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\"kernel\": \"auto\"")]
    [InlineData("\"kernel\": \"plain\"")]
    public void The_kernel_of_the_model_runs_where_it_can_with_its_scheme_and_alternatives(string estimator)
    {
        var sweep = Rings.Freeze(Rings.With(estimator));
        var settings = sweep.Points.Single().Estimator;
        Assert.Equal(("plain", Scheme.Accept, 3), (settings.Kernel, settings.Scheme, settings.Alternatives));
        Assert.Equal([new KernelUse("DiffMH.TestPlugins.Rings", "ring", "plain", 1, Because: null)], sweep.Kernels);
        Assert.Equal(Rings.Freeze(Rings.With("\"kernel\": \"plain\"")).Id, sweep.Id);
    }

    [Fact]
    public void Generic_forces_the_other_with_the_usual_scheme_and_alternatives()
    {
        var sweep = Rings.Freeze(Rings.With("\"kernel\": \"generic\""));
        var settings = sweep.Points.Single().Estimator;
        Assert.Equal((null, Scheme.Symmetric, 1), (settings.Kernel, settings.Scheme, settings.Alternatives));
        Assert.Equal([new KernelUse("DiffMH.TestPlugins.Rings", "ring", "generic", 1, "estimator.kernel says so")], sweep.Kernels);
        Assert.NotEqual(Rings.Freeze(Rings.With()).Id, sweep.Id);
        Assert.Equal(Rings.Freeze(Rings.With()).Points.Single().StreamKey, sweep.Points.Single().StreamKey);
    }

    [Fact]
    public void What_is_written_stays_and_may_decide()
    {
        var few = Rings.Freeze(Rings.With("\"alternatives\": 2")).Points.Single().Estimator;
        Assert.Equal(("plain", Scheme.Accept, 2), (few.Kernel, few.Scheme, few.Alternatives));
        var symmetric = Rings.Freeze(Rings.With("\"scheme\": \"symmetric\""));
        Assert.Equal((null, Scheme.Symmetric, 1), (symmetric.Points.Single().Estimator.Kernel, symmetric.Points.Single().Estimator.Scheme, symmetric.Points.Single().Estimator.Alternatives));
        Assert.Equal("at point 0 the kernel 'plain' needs estimator.method dmh, scheme accept and pruning weight", symmetric.Kernels.Single().Because);
    }

    [Theory]
    [InlineData("\"scheme\": \"auto\"", "same-value", "at point 0 the kernel 'plain' needs scheme and alternatives that are not left to a pilot")]
    [InlineData("\"method\": \"covariance\"", "", "at point 0 the kernel 'plain' needs estimator.method dmh, scheme accept and pruning weight")]
    [InlineData("", "independent", "at point 0 the kernel 'plain' needs proposal fresh and coupling same-value at strength 1")]
    public void A_point_that_it_cannot_run_is_run_by_the_generic_one_and_the_sweep_says_why(string estimator, string coupling, string why)
    {
        var text = Rings.With(estimator, coupling: coupling).Replace("\"coupling\": \"\", ", "", StringComparison.Ordinal);
        var sweep = Rings.Freeze(text);
        Assert.Null(sweep.Points.Single().Estimator.Kernel);
        Assert.Equal(why, sweep.Kernels.Single().Because);
    }

    [Fact]
    public void All_points_of_a_sweep_that_compares_couplings_have_one_kernel()
    {
        var sweep = Rings.Freeze(Rings.With(design: """{ "cross": [ { "coupling": ["same-value", "independent"] } ] }"""));
        Assert.Equal([(null, Scheme.Symmetric, 1), (null, Scheme.Symmetric, 1)], sweep.Points.Select(point => (point.Estimator.Kernel, point.Estimator.Scheme, point.Estimator.Alternatives)));
        Assert.Equal([new KernelUse("DiffMH.TestPlugins.Rings", "ring", "generic", 2, "the design varies coupling, and points that differ only there are to have the same random numbers")], sweep.Kernels);
    }

    [Fact]
    public void Points_are_the_same_whatever_others_there_are()
    {
        Assert.Equal((null, 1), First("""{ "coupling": ["same-value"] }"""));
        Assert.Equal((null, 1), First("""{ "coupling": ["same-value", "independent"] }"""));
        Assert.Equal((null, 1), First("""{ "chain.chains": [4] }"""));
        Assert.Equal(("plain", 3), First("""{ "proposal": ["fresh"] }"""));
        Assert.Equal(("plain", 3), First("""{ "proposal": ["fresh", "flip"] }"""));

        static (string?, int) First(string axis)
        {
            var estimator = Rings.Freeze(Rings.With(design: $$"""{ "cross": [ {{axis}} ] }""", coupling: "").Replace("\"coupling\": \"\", ", "", StringComparison.Ordinal)).Points[0].Estimator;
            return (estimator.Kernel, estimator.Alternatives);
        }
    }

    [Fact]
    public void What_is_set_under_conditions_varies_too()
    {
        const string Design = """{ "cross": [ { "model.parameters.T": [2, 3] } ], "set": [ { "when": { "model.parameters.T": 3 }, "set": { "coupling": "independent" } } ] }""";
        Assert.All(Rings.Freeze(Rings.With(design: Design)).Points, point => Assert.Null(point.Estimator.Kernel));
    }

    [Fact]
    public void Points_that_share_random_numbers_have_the_kernel_that_runs_all_of_them()
    {
        const string Design = """{ "cross": [ { "proposal": ["fresh", "flip"] } ] }""";
        var sweep = Rings.Freeze(Rings.With(design: Design, coupling: "").Replace("\"coupling\": \"\", ", "", StringComparison.Ordinal).Replace("\"replicates\": {", "\"replicates\": { \"share_streams_across\": \"proposal\",", StringComparison.Ordinal));
        Assert.Equal([null, null], sweep.Points.Select(point => point.Estimator.Kernel));
        Assert.Single(sweep.Points.Select(point => point.StreamKey).Distinct());
    }

    [Fact]
    public void Two_kernels_can_be_compared_by_name()
    {
        var sweep = Rings.Freeze(Rings.With("\"scheme\": \"accept\"", """{ "cross": [ { "estimator.kernel": ["generic", "auto"] } ] }"""));
        Assert.Equal([null, "plain"], sweep.Points.Select(point => point.Estimator.Kernel));
        Assert.Equal(["generic", "plain"], sweep.Kernels.Select(use => use.Kernel));
        Assert.Single(sweep.Points.Select(point => point.StreamKey).Distinct());
    }

    [Theory]
    [InlineData("\"kernel\": \"plain\", \"scheme\": \"reject\"", "same-value", "estimator.kernel: found \"plain\", but the kernel needs estimator.method dmh, scheme accept and pruning weight; it must be generic, or auto")]
    [InlineData("\"kernel\": \"plain\"", "independent", "estimator.kernel: found \"plain\", but the kernel needs proposal fresh and coupling same-value at strength 1; it must be generic, or auto")]
    [InlineData("\"kernel\": \"plian\"", "same-value", "estimator.kernel: found \"plian\"; it must be a kernel for ring: did you mean 'plain'? (known: auto, generic, plain)")]
    [InlineData("\"kernel\": 3", "same-value", "estimator.kernel: found 3; it must be auto, generic, or the name of the kernel that the model brings")]
    public void A_kernel_that_is_named_and_cannot_run_the_point_is_a_mistake(string estimator, string coupling, string message) =>
        Assert.Equal([message], Rings.TryFreeze(Rings.With(estimator, coupling: coupling)).Problems.Select(problem => problem.Message));

    [Fact]
    public void What_else_is_wrong_is_told_as_without_a_kernel()
    {
        const string Wrong = "\"pruning\": \"wait\", \"alternatives\": 0";
        var (open, generic) = (Rings.TryFreeze(Rings.With(Wrong)).Problems, Rings.TryFreeze(Rings.With($"\"kernel\": \"generic\", {Wrong}")).Problems);
        Assert.Equal(2, open.Length);
        Assert.Equal(generic, open);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"scheme\": \"symmetric\"")]
    public void The_resolved_file_names_the_kernel_and_gives_the_same_sweep(string estimator)
    {
        var sweep = Rings.Freeze(Rings.With(estimator, """{ "cross": [ { "model.parameters.T": [2, 3] } ] }"""));
        Assert.Equal(sweep.Points[0].Estimator.Kernel ?? "generic", JsonNode.Parse(sweep.Document)!["estimator"]!["kernel"]!.GetValue<string>());
        Assert.Equal(sweep.Id, Rings.Freeze(sweep.Document).Id);
    }

    [Fact]
    public void A_model_without_a_kernel_has_no_choice_and_its_file_does_not_speak_of_one()
    {
        var sweep = SweepText.Freeze(SweepText.Mixture);
        Assert.Null(JsonNode.Parse(sweep.Document)!["estimator"]!["kernel"]);
        Assert.Empty(sweep.Kernels);
        var problem = Assert.Single(SweepText.Load(SweepText.Mixture.With("estimator: { ", "estimator: { kernel: word, ")).Errors);
        Assert.EndsWith("estimator.kernel: found \"word\"; it must be a kernel for mixture-label: known: auto, generic", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lock_file_has_which_kernel_ran_and_why_not_the_other()
    {
        Assert.Equal("plain", Assert.Single(LockDocument.Of(Rings.Freeze(Rings.With())).Kernels!).Kernel);
        Assert.Equal("estimator.kernel says so", Assert.Single(LockDocument.Of(Rings.Freeze(Rings.With("\"kernel\": \"generic\""))).Kernels!).Because);
        Assert.Null(LockDocument.Of(SweepText.Freeze(SweepText.Mixture)).Kernels);
    }

    [Fact]
    public void Estimators_are_compared_in_the_generic_kernel_and_say_so()
    {
        var candidates = new CandidateReader(Rings.Catalogue, Rings.Freeze(Rings.With()).Points.Single()).All();
        Assert.Contains(candidates, candidate => candidate.Estimator is { Scheme: Scheme.Accept, Pruning: Pruning.Weight, Alternatives: 4 });
        Assert.All(candidates, candidate => Assert.Equal((null, "generic"), (candidate.Estimator.Kernel, candidate.Sections()["estimator"]!["kernel"]!.GetValue<string>())));
    }
}

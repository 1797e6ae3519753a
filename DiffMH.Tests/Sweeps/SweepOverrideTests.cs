namespace DiffMH.Tests.Sweeps;

public sealed class SweepOverrideTests
{
    [Fact]
    public void An_override_replaces_a_key_of_the_file()
    {
        var point = SweepText.Freeze(SweepText.Ising, "chain.draws=1e2", "coupling=independent", "estimator.wrt=[T, h]", "proposal.order=sequential", "model.parameters={L: 6, T: 2.5}").Points.Single();

        Assert.Equal((100, "independent", """{"order":"sequential"}"""), (point.Chain.Draws, point.Coupling, point.ProposalSettings));
        Assert.Equal(["T", "h"], point.Estimator.Wrt);
        Assert.Equal("""{"J":1,"L":6,"T":2.5,"h":0}""", point.ModelSettings);
    }

    [Fact]
    public void An_override_gives_the_same_sweep_as_the_file_that_says_so() =>
        Assert.Equal(SweepText.Freeze(SweepText.Ising.With("draws: 20", "draws: 99")).Id, SweepText.Freeze(SweepText.Ising, "chain.draws=99").Id);

    [Theory]
    [InlineData("chain.draws=0", "found 0; it must be an integer from 1")]
    [InlineData("chain.drawz=5", "did you mean 'draws'")]
    [InlineData("optimzer.iterations=5", "did you mean 'optimizer'")]
    [InlineData("model.parameters={L: 4}", "missing key 'model.parameters.T'")]
    [InlineData("model.parameters.T=.nan", "found .nan")]
    [InlineData("model.parameters.T=", "found nothing")]
    [InlineData("seed.value=5", "found 7 at seed; it must be a mapping")]
    [InlineData("chain.draws", "it must be path=value")]
    [InlineData("=5", "it must be path=value")]
    [InlineData("chain..draws=5", "keys separated by dots")]
    [InlineData("estimator.wrt=[T", "'[' that is never closed")]
    public void An_error_of_an_override_is_placed_at_the_override(string text, string message)
    {
        var error = Assert.Single(SweepText.Load(SweepText.Ising, text).Errors);
        Assert.StartsWith($"--set {text}: ", error);
        Assert.Contains(message, error);
    }

    [Fact]
    public void Errors_of_overrides_come_after_those_of_the_file_in_the_order_given()
    {
        var errors = SweepText.Load(SweepText.Ising.With("draws: 20", "draws: 0"), "seed=-1", "chain.thin=0").Errors;

        Assert.Equal(["f.yaml:13:40", "--set seed=-1", "--set chain.thin=0"], errors.Select(error => error.Split(": ")[0]));
    }
}

namespace DiffMH.Tests.Sweeps;

/// <summary>What depends on settings of a model or a proposal is checked also where these settings are wrong, without a word that would not be true of the right ones.</summary>
public sealed class StandInTests
{
    private static readonly string[] Dependents = ["estimator.wrt[0]: found \"Z\"", "output.observables[0]: found \"energyy\"", "objective.maximize: found \"heat\""];

    [Theory]
    [InlineData("T: 3.0", "T: -3")]
    [InlineData("T: 3.0", "T: warm")]
    [InlineData("T: 3.0, ", "")]
    [InlineData("h: 0.0", "h: 0.0, field: 1")]
    [InlineData("uniform-spin", "{ name: uniform-spin, order: randm }")]
    [InlineData("uniform-spin", "uniform-sping")]
    public void Names_are_checked_beside_wrong_numbers_words_and_keys(string old, string replacement)
    {
        var errors = SweepText.Load(Dependent(SweepText.Ising).With(old, replacement)).Errors;

        Assert.Equal(1 + Dependents.Length, errors.Length);
        Assert.All(Dependents, expected => Assert.Single(errors, error => error.Contains(expected, StringComparison.Ordinal)));
    }

    [Fact]
    public void Elements_of_a_list_stand_for_the_wrong_one_among_them()
    {
        var errors = SweepText.Load(SweepText.Mixture.With("[-2.5, 2, 5]", "[-2.5, two, 5]").With("wrt: observation", "wrt: [\"means[3]\", \"means[2]\"]")).Errors;

        Assert.Equal(2, errors.Length);
        Assert.Contains("model.parameters.means[1]: found \"two\"", errors[0]);
        Assert.Contains("estimator.wrt[0]: found \"means[3]\"", errors[1]);
    }

    [Theory]
    [InlineData("T: 3.0", "T: warm", "[0.5, 10]", "[200, 300]")]
    [InlineData("T: 3.0, ", "", "[0.5, 10]", "[200, 300]")]
    [InlineData("L: 4", "L: 4.5", "[T]", "[Z]")]
    public void Of_the_stand_in_itself_nothing_is_said_and_nothing_where_there_is_none(string old, string replacement, string alsoOld, string alsoNew) =>
        Assert.Single(SweepText.Load(SweepText.Ising.With(old, replacement).With(alsoOld, alsoNew)).Errors);

    [Fact]
    public void How_far_a_difference_may_look_is_not_measured_from_a_stand_in()
    {
        var text = SweepText.Mixture.With("wrt: observation", "method: finite-difference, step: { deviations: 9 }, wrt: deviations").With("deviations: 4 }", "deviations: wide }");

        Assert.Single(SweepText.Load(text).Errors);
    }

    private static string Dependent(string text) =>
        text.With("wrt: [T]", "wrt: [Z]").With("specific_heat", "heat").With("bounds: { T: [0.5, 10] }", "clip: 1") + "output: { observables: [energyy] }\n";
}

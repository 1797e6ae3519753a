using DiffMH.Tests.Models;

namespace DiffMH.Tests.Words;

/// <summary>Where the word kernel advises against itself, since lanes of a pack are too much alike there.</summary>
public sealed class CaveatTests
{
    /// <summary>T, J, h, the parameter, proposal, order, chains of a replicate, objective; whether nothing speaks against the kernel.</summary>
    public static TheoryData<double, double, double, string, string, string, int, string, bool> Points { get; } = new()
    {
        { 4, 1, 0, "T", "uniform-spin", "random", 16, "energy", true },
        { 4.01, 1, 0, "T", "uniform-spin", "random", 16, "energy", false },
        { 4.01, 1, 0, "J", "uniform-spin", "random", 16, "energy^2", false },
        { 6, -1.5, 0, "T", "uniform-spin", "random", 16, "energy", true },
        { 2, 0, 0, "T", "uniform-spin", "random", 16, "energy", false },
        { 2.3, 1, 0, "h", "uniform-spin", "random", 16, "magnetization", true },
        { 2.4, 1, 0, "h", "uniform-spin", "random", 16, "magnetization", false },
        { 2.3, 1, -0.5, "T", "uniform-spin", "random", 16, "energy", true },
        { 2.4, 1, -0.5, "T", "uniform-spin", "random", 16, "energy", false },
        { 6, 1, 0, "T", "uniform-spin", "random", 16, "specific_heat", true },
        { 6, 1, 0, "T", "uniform-spin", "random", 16, "susceptibility", true },
        { 20, 1, 0, "h", "uniform-spin", "sequential", 16, "magnetization", true },
        { 20, 1, 0, "h", "uniform-spin", "random", 1024, "magnetization", true },
        { 20, 1, 0, "h", "uniform-spin", "random", 1088, "magnetization", false },
        { 10, 1, 0, "h", "flip", "random", 16, "magnetization", true },
        { 10.5, 1, 0, "T", "flip", "random", 16, "energy", false },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void It_says_so_above_the_temperatures_at_which_the_variance_over_packs_was_measured_to_be_too_large(
        double t, double j, double h, string wrt, string proposal, string order, int chains, string objective, bool isFine) =>
        Assert.Equal(isFine, Caveat((t, j, h), wrt, proposal, order, new(chains, 10, 10, 1, "hot"), objective) is null);

    [Theory]
    [InlineData("T", "uniform-spin", "T of at most 4 |J|, or ")]
    [InlineData("h", "uniform-spin", "T of at most 2.3 |J| in a field and for derivatives in h, or ")]
    [InlineData("T", "flip", "T of at most 10 |J| with the proposal flip, or ")]
    public void It_says_the_same_at_all_temperatures_so_that_many_points_are_told_of_once(string wrt, string proposal, string needs)
    {
        var (one, other) = (Caveat((11, 1, 0), wrt, proposal, "random", new(16, 10, 10, 1, "hot"), "energy"), Caveat((12, 1, 0), wrt, proposal, "random", new(16, 10, 10, 1, "hot"), "energy"));
        Assert.StartsWith(needs, one, StringComparison.Ordinal);
        Assert.Equal(one, other);
    }

    [Theory]
    [InlineData("flip", "random", 100, 16, false)]
    [InlineData("uniform-spin", "random", 9, 16, false)]
    [InlineData("uniform-spin", "random", 10, 16, true)]
    [InlineData("uniform-spin", "sequential", 0, 16, true)]
    [InlineData("uniform-spin", "random", 0, 1024, true)]
    public void It_says_so_where_chains_begin_alike(string proposal, string order, int warmup, int chains, bool isFine) =>
        Assert.Equal(isFine, Caveat((2, 1, 0), "T", proposal, order, new(chains, warmup, 10, 1, "cold"), "energy") is null);

    private static string? Caveat((double T, double J, double H) theta, string wrt, string proposal, string order, ChainSettings chain, string objective) => BuiltPlugins.Catalogue.Bind(
        WordPoint.Of(4, theta, proposal, order, 8, chain, wrt).Spec with { Objective = new(objective, ObjectiveGoal.Evaluate) }).Caveat;
}

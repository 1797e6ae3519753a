using DiffMH.Engine.Kernels;
using DiffMH.Engine.Models;
using DiffMH.Tests.Exactness;
using DiffMH.Tests.Models;

namespace DiffMH.Tests.Words;

/// <summary>What the word kernel says of points that it cannot run.</summary>
public sealed class RequestTests
{
    private static readonly ChainSettings Chain = new(4, 1, 10, 1, "cold");

    [Theory]
    [InlineData("uniform-spin", "same-value")]
    [InlineData("flip", "next-spin")]
    public void A_point_with_its_own_coupling_needs_nothing_more(string proposal, string coupling)
    {
        Assert.Null(Lacks(proposal, coupling));
    }

    [Theory]
    [InlineData("uniform-spin", "independent", "the coupling same-value with the proposal uniform-spin; found independent")]
    [InlineData("flip", "site-swap", "the coupling next-spin with the proposal flip; found site-swap")]
    public void Another_coupling_is_not_for_it(string proposal, string coupling, string lack) => Assert.Equal(lack, Lacks(proposal, coupling));

    [Fact]
    public void What_else_it_needs()
    {
        var model = WordPoint.Of(4, (2.3, 1, 0), "uniform-spin", "random", 8, Chain, "T");
        var estimator = model.Spec.Estimator;
        Assert.Equal("the scheme accept", Lacks(model, estimator with { Scheme = Scheme.Symmetric }));
        Assert.Equal("the pruning weight", Lacks(model, estimator with { Pruning = Pruning.Uniform }));
        Assert.Equal("at most 8 alternatives; found 9", Lacks(model, estimator with { Alternatives = 9 }));
        Assert.Equal("the method dmh", Lacks(model, estimator with { Method = EstimatorMethod.Covariance }));
        Assert.Equal("a coupling of strength 1; found 0.5", Lacks(BuiltPlugins.Catalogue.Bind(model.Spec with { CouplingStrength = 0.5 }), estimator));
    }

    [Theory]
    [InlineData(double.NaN, 1, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(2, double.PositiveInfinity, 0)]
    public void Parameters_that_give_no_ratio_are_refused_with_their_values(double t, double j, double h)
    {
        var model = WordPoint.Of(4, (2.3, 1, 0), "uniform-spin", "random", 8, Chain, "T");
        var thrown = Assert.Throws<KernelFailedException>(() =>
            model.CreateKernel().Run(new BatchTask(ChainPass.At(0), [new ReplicateSlice(0, 0, 1, Vector.Of(t, j, h))], null), new Engine.Runs.Unlimited()));
        Assert.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"T = {t:R}, J = {j:R}, h = {h:R}"), thrown.Message, StringComparison.Ordinal);
    }

    private static string? Lacks(string proposal, string coupling)
    {
        var model = PointOf.Ising(4, (2.3, 1, 0), proposal, "random", coupling, Scheme.Accept, 8, Chain, "T");
        return Lacks(model, model.Spec.Estimator);
    }

    private static string? Lacks(PointModel model, EstimatorSettings estimator)
    {
        const string Before = "the kernel needs ";
        var named = BuiltPlugins.Catalogue.Bind(model.Spec with { Estimator = estimator with { Kernel = WordPoint.Kernel } });
        var message = Record.Exception(named.CreateKernel)?.Message;
        return message?[(message.IndexOf(Before, StringComparison.Ordinal) + Before.Length)..].TrimEnd('.');
    }
}

using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Models;

public sealed class PointModelTests
{
    [Fact]
    public void A_point_is_bound_to_its_model()
    {
        var point = SweepText.Freeze(SweepText.Ising.With("wrt: [T]", "wrt: [h, T]")).Points.Single();

        var model = BuiltPlugins.Catalogue.Bind(point);

        Assert.Equal(["T", "J", "h"], model.Theta.Names);
        Assert.Equal(Vector.Of(3, 1, 0), model.Theta.Initial);
        Assert.Equal([2, 0], model.Wrt);
        Assert.Equal("energy", model.Observables[0].Name);
        Assert.Equal(new SumsLayout(model.Observables.Length, 2), model.Layout);
        Assert.Equal(16, model.UpdatesPerStep);
        Assert.Equal((10.0 - 9) / 9, model.Objective.Value([new Real(3), new Real(10), default, default, default], [new Real(3), default, default]).Value, 15);
        Assert.NotNull(model.CreateKernel());
    }

    [Fact]
    public void An_observable_as_objective_is_its_moment()
    {
        var point = SweepText.Freeze(SweepText.Mixture.With("evaluate: entropy", "evaluate: is_2")).Points.Single();

        var objective = BuiltPlugins.Catalogue.Bind(point).Objective;

        Assert.Equal(0.3, objective.Value<Real>([new(0.1), new(0.3), new(0.6)], []).Value);
    }

    [Fact]
    public void A_kernel_that_the_model_does_not_bring_is_refused_by_name()
    {
        var point = SweepText.Freeze(SweepText.Mixture).Points.Single();
        var model = BuiltPlugins.Catalogue.Bind(point with { Estimator = point.Estimator with { Kernel = "fast" } });

        var error = Assert.Throws<InvalidOperationException>(model.CreateKernel);

        Assert.Equal("No kernel 'fast' in model mixture-label; it has none of its own.", error.Message);
    }

    [Fact]
    public void A_plugin_with_another_hash_is_another_plugin()
    {
        var point = SweepText.Freeze(SweepText.Ising).Points.Single();
        var other = point with { Plugin = point.Plugin with { Hash = "other" } };

        var error = Assert.Throws<InvalidOperationException>(() => BuiltPlugins.Catalogue.Bind(other));

        Assert.Contains("No plugin DiffMH.Plugins.Ising 0.1.0 with hash other here", error.Message);
        Assert.Contains("hash of DiffMH.Plugins.Ising", error.Message);
    }
}

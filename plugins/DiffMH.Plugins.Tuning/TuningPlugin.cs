namespace DiffMH.Plugins.Tuning;

/// <summary>Brings targets on which to tune a proposal: <c>gaussian</c>, <c>mixture</c> and <c>banana</c>. All they average is about how chains move.</summary>
public sealed class TuningPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder)
    {
        Complete(
            builder.VectorModel<GaussianSettings, GaussianTarget>("gaussian", "Gaussian of mean 0, log g = -1/2 x' C^-1 x", settings => new(settings)),
            settings => settings.Dimension,
            (GaussianSettings settings, Span<double> x, ref RandomStream stream) => Factor.Of(settings).Draw(x, ref stream));
        Complete(
            builder.VectorModel<MixtureSettings, MixtureTarget>("mixture", "mixture of spherical Gaussians, g = sum_k weight_k N(x; mean_k, deviation_k^2)", settings => new(settings)),
            settings => settings.Dimension,
            MixtureTarget.Draw);
        Complete(
            builder.VectorModel<BananaSettings, BananaTarget>("banana", "bent Gaussian in two dimensions, log g = -1/2 (x_0 / deviation)^2 - 1/2 (x_1 - bend (x_0^2 - deviation^2))^2", settings => new(settings)),
            _ => 2,
            BananaTarget.Draw);
    }

    private static void Complete<TSettings>(IVectorModelBuilder<TSettings> builder, Func<TSettings, int> dimension, VectorStart<TSettings> draw)
        where TSettings : class, IFixedStart, new() => builder
        .PairObservables(settings => Motion.Names(dimension(settings)), settings => new Motion(dimension(settings)))
        .Start("stationary", "an exact draw from the density, so that chains are stationary from the first step", draw)
        .Start("fixed", "the point model.parameters.start, which is the origin unless given", StartFixed)
        .Proposal<RandomWalkSettings, RandomWalk>("random-walk", "a Gaussian step of given standard deviations", (settings, walk) => new(walk, dimension(settings)))
        .Proposal<CholeskyWalkSettings, CholeskyWalk>("random-walk-cholesky", "a Gaussian step of covariance L L', L lower triangular", (settings, walk) => new(walk, dimension(settings)))
        .Objective("lag1_autocovariance", "det(E[x x_next'] - E[x] E[x]'), in one dimension the autocovariance at lag 1", settings => new Lag1Autocovariance(dimension(settings)))
        .Objective("expected_squared_jump", "E|x_next - x|^2", settings => new MeanOf(Motion.SquaredJump(dimension(settings))))
        .Objective("acceptance_rate", "the probability that a suggestion is accepted", settings => new MeanOf(Motion.Acceptance(dimension(settings))));

    private static void StartFixed<TSettings>(TSettings settings, Span<double> x, ref RandomStream stream)
        where TSettings : IFixedStart
    {
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = settings.Start[settings.Start.Count == 1 ? 0 : i];
        }
    }
}

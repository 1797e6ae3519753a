namespace DiffMH.Plugins.Mixture;

/// <summary>Brings the models <c>mixture-label</c>, on the label of an observation, and <c>gaussian-mixture</c>, on the points of space.</summary>
public sealed class MixturePlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder)
    {
        builder
            .LabelModel<MixtureSettings, MixtureLabel>("mixture-label", "posterior of the label of a Gaussian mixture, g(i) = w_i N(observation; mean_i, deviation_i)", settings => new(settings))
            .Observables(LabelIndicators.Names, settings => new LabelIndicators(settings))
            .Start("first", "the first label", (MixtureSettings _, ref RandomStream _) => 0)
            .Start("uniform", "any label with equal probability", (MixtureSettings settings, ref RandomStream stream) => stream.NextIndex(settings.Components))
            .Proposal<NoSettings, OtherLabel>("other-label", "one of the other labels with equal probability", (settings, _) => new(settings.Components))
            .Objective("entropy", "H = -sum p log p of the label in nats", _ => new Entropy());
        builder
            .VectorModel<GaussianMixtureSettings, GaussianMixture>("gaussian-mixture", "mixture of spherical Gaussians, g(x) = sum_k w_k N(x; mean_k, deviation_k)", settings => new(settings))
            .Observables(GaussianMixtureObservables.Names, settings => new GaussianMixtureObservables(settings))
            .Start("fixed", "the point model.parameters.start, which is the origin unless given", StartFixed)
            .Proposal<RandomWalkSettings, RandomWalk>("random-walk", "a Gaussian step of given standard deviations", (settings, walk) => new(walk, settings.Dimension))
            .Proposal<CholeskyWalkSettings, CholeskyWalk>("random-walk-cholesky", "a Gaussian step of covariance L L', L lower triangular", (settings, walk) => new(walk, settings.Dimension));
    }

    private static void StartFixed(GaussianMixtureSettings settings, Span<double> x, ref RandomStream stream)
    {
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = settings.Start[settings.Start.Count == 1 ? 0 : i];
        }
    }
}

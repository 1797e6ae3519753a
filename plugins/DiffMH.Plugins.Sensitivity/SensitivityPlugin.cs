namespace DiffMH.Plugins.Sensitivity;

/// <summary>Brings posteriors whose prior and likelihood are raised to powers: <c>normal-sample</c> and <c>linear-regression</c>.</summary>
public sealed class SensitivityPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder)
    {
        Complete(
            builder.VectorModel<NormalSettings, NormalPosterior>("normal-sample", "posterior of mean and deviation of normal observations, g = prior^a likelihood^b", settings => new(settings))
                .Observables(_ => NormalObservables.Names, _ => default(NormalObservables))
                .Start("fixed", "model.parameters.start, which is mu = 0 and sigma = 1 unless given", StartNormal),
            _ => NormalPosterior.Coordinates);
        Complete(
            builder.VectorModel<RegressionSettings, RegressionPosterior>("linear-regression", "posterior of coefficients and noise of a linear regression, g = prior^a likelihood^b", settings => new(settings))
                .Observables(RegressionObservables.Names, _ => default(RegressionObservables))
                .Start("fixed", "model.parameters.start, which is coefficients of 0 and a noise of 1 unless given", StartRegression),
            settings => settings.Table.Coefficients + 1);
    }

    private static void Complete<TSettings>(IVectorModelBuilder<TSettings> builder, Func<TSettings, int> dimension)
        where TSettings : class, new() => builder
        .Proposal<RandomWalkSettings, RandomWalk>("random-walk", "a Gaussian step of given standard deviations, the last of the logarithm of the deviation", (settings, walk) => new(walk, dimension(settings)))
        .Proposal<CholeskyWalkSettings, CholeskyWalk>("random-walk-cholesky", "a Gaussian step of covariance L L', L lower triangular", (settings, walk) => new(walk, dimension(settings)));

    private static void StartNormal(NormalSettings settings, Span<double> x, ref RandomStream stream) => StartPoint.Fill(settings.Start, x);

    private static void StartRegression(RegressionSettings settings, Span<double> x, ref RandomStream stream) => StartPoint.Fill(settings.Start, x);
}

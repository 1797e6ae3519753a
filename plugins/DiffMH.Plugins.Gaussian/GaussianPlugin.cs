using System.Globalization;

namespace DiffMH.Plugins.Gaussian;

/// <summary>Brings the model <c>gaussian</c>.</summary>
public sealed class GaussianPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder) => builder
        .VectorModel<GaussianSettings, GaussianTarget>("gaussian", "Gaussian with independent coordinates, log g = -1/2 sum ((x_i - theta_i) / deviation_i)^2", Create)
        .Observables(Coordinates.Names, _ => default(Coordinates))
        .Start("fixed", "the point model.parameters.start, which is the origin unless given", StartFixed)
        .Start("origin", "0 in all coordinates", (GaussianSettings _, Span<double> x, ref RandomStream _) => x.Clear())
        .Proposal<RandomWalkSettings, RandomWalk>("random-walk", "a Gaussian step of given standard deviation", (settings, walk) => new(walk, settings.Theta.Count));

    private static GaussianTarget Create(GaussianSettings settings)
    {
        RequireLength("deviations", settings.Deviations.Count, settings.Theta.Count);
        RequireLength("start", settings.Start.Count, settings.Theta.Count);
        return new GaussianTarget(settings);
    }

    private static void RequireLength(string name, int found, int dimension)
    {
        if (found != 1 && found != dimension)
        {
            throw new SettingException(name, string.Create(CultureInfo.InvariantCulture, $"found {found} numbers for {dimension} coordinates, as theta has; give one per coordinate, or one for all."));
        }
    }

    private static void StartFixed(GaussianSettings settings, Span<double> x, ref RandomStream stream)
    {
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = settings.Start[settings.Start.Count == 1 ? 0 : i];
        }
    }
}

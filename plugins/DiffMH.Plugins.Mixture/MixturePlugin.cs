using System.Globalization;

namespace DiffMH.Plugins.Mixture;

/// <summary>Brings the model <c>mixture-label</c>.</summary>
public sealed class MixturePlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder) => builder
        .LabelModel<MixtureSettings, MixtureLabel>("mixture-label", "posterior of the label of a Gaussian mixture, g(i) = w_i N(observation; mean_i, deviation_i)", Create)
        .Observables(LabelIndicators.Names, settings => new LabelIndicators(settings))
        .Start("first", "the first label", (MixtureSettings _, ref RandomStream _) => 0)
        .Start("uniform", "any label with equal probability", (MixtureSettings settings, ref RandomStream stream) => stream.NextIndex(settings.Means.Count))
        .Proposal<NoSettings, OtherLabel>("other-label", "one of the other labels with equal probability", (settings, _) => new(settings.Means.Count))
        .Objective("entropy", "H = -sum p log p of the label in nats", _ => new Entropy());

    private static MixtureLabel Create(MixtureSettings settings)
    {
        if (settings.Means.Count < 2)
        {
            throw new SettingException("means", string.Create(CultureInfo.InvariantCulture, $"a mixture has at least 2 components; found {settings.Means.Count} mean."));
        }

        RequireLength("deviations", settings.Deviations.Count, settings.Means.Count, settings.Deviations.Count == 1);
        RequireLength("weights", settings.Weights.Count, settings.Means.Count, settings.Weights.Count == 0);
        return new MixtureLabel(settings);
    }

    private static void RequireLength(string name, int found, int components, bool isFine)
    {
        if (!isFine && found != components)
        {
            throw new SettingException(name, string.Create(CultureInfo.InvariantCulture, $"found {found} numbers for {components} means; give one per component."));
        }
    }
}

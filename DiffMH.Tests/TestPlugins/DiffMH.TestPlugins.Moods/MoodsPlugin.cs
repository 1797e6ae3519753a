namespace DiffMH.TestPlugins.Moods;

/// <summary>Brings the model <c>moods</c>.</summary>
public sealed class MoodsPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder) => builder
        .LabelModel<MoodSettings, MoodyDensity>("moods", "two labels, g(0) = 1, g(1) = e^tilt, when in the mood", settings => new(settings))
        .Observables(_ => [new Observable("is_1")], _ => default(IsOne))
        .Start("zero", "label 0", (MoodSettings _, ref RandomStream _) => 0)
        .Proposal<NoSettings, OtherLabel>("other-label", "the other label", (_, _) => new(2));
}

using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Verification;

/// <summary>A model at settings that its plugin accepts.</summary>
/// <param name="Name">Names it among other trials, as streams need it.</param>
/// <param name="Model">The model.</param>
/// <param name="Settings">The settings.</param>
/// <param name="Instance">The model with these settings.</param>
/// <param name="Streams">Random streams.</param>
/// <param name="Budget">How much is computed.</param>
internal sealed record Trial(string Name, ModelDefinition Model, SettingsBinding Settings, ModelInstance Instance, NamedStreams Streams, VerificationBudget Budget)
{
    /// <summary>θ of the model.</summary>
    public double[] Theta => Settings.Theta.Initial.Values.ToArray();

    /// <summary>What its numbers are called.</summary>
    public IReadOnlyList<string> Names => Settings.Theta.Names;

    /// <summary>How far each parameter may be moved to either side.</summary>
    public double[] Reach => ReachOf(Settings.Theta);

    /// <summary>A stream of this trial.</summary>
    public RandomStream Open(string name, StreamRole role = StreamRole.Primal) => Streams.Open($"{Name} {name}", role);

    /// <summary>How far the parameters of a layout may be moved: a third of their size, and of the way to a bound.</summary>
    public static double[] ReachOf(ThetaLayout theta) =>
        [.. theta.Parameters.Select(parameter => Math.Min(
            0.3 * Math.Max(Math.Abs(parameter.Initial), 0.3),
            0.45 * Math.Min(parameter.Initial - parameter.Lower, parameter.Upper - parameter.Initial)))];

    /// <summary>A model at the first settings its plugin accepts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="given">Settings that are given.</param>
    /// <param name="isVaried">Whether those with a default are moved from it.</param>
    /// <param name="streams">Random streams.</param>
    /// <param name="budget">How much is computed.</param>
    /// <exception cref="SettingsRefusedException">It accepts none; the message is the last refusal.</exception>
    public static Trial Of(ModelDefinition model, GivenSettings given, bool isVaried, NamedStreams streams, VerificationBudget budget)
    {
        var name = $"{model.Name} {(isVaried ? "varied" : "plain")}";
        var (settings, instance) = FirstAccepted(model.Settings, given, isVaried, streams.Open($"{name} settings"), record => ModelInstance.Of(model, record));
        return new(name, model, settings, instance, streams, budget);
    }

    /// <summary>One of the model's proposals at the first settings its plugin accepts.</summary>
    public ProposalTrial Propose(ProposalDefinition proposal, bool isVaried)
    {
        var stream = Open($"{proposal.Name} settings");
        var given = proposal.Type == typeof(LabelMatrix) ? GivenSettings.None with { Values = TrialMatrix.Of(((ILabelTarget)Instance.Target).Labels, ref stream) } : GivenSettings.None;
        var (settings, created) = FirstAccepted(proposal.Settings, given, isVaried, stream, record => proposal.Create(Settings.Record, record));
        return new(this, proposal, settings, created);
    }

    private static (SettingsBinding Settings, T Made) FirstAccepted<T>(SettingsSchema schema, GivenSettings given, bool isVaried, RandomStream stream, Func<object, T> make)
    {
        var (refusal, needsData) = ("", false);
        var madeUp = schema.Settings.Where(setting => setting.Kind == SettingKind.File && !given.Values.ContainsKey(setting.Name)).Select(setting => setting.Name).ToArray();
        foreach (var candidate in TrialSettings.Candidates(isVaried))
        {
            var problems = new List<SweepProblem>();
            try
            {
                if (schema.Bind(candidate.Of(schema, given.Values, ref stream), "settings", problems, TrialSettings.Data(given.Data)) is { } settings)
                {
                    return (settings, make(settings.Record));
                }

                refusal = problems[0].Message;
            }
            catch (SettingException refused)
            {
                refusal = $"{refused.Setting}: {refused.Message}";
                needsData |= madeUp.Contains(refused.Setting, StringComparer.Ordinal);
            }
            catch (Exception refused) when (refused is not OperationCanceledException)
            {
                refusal = $"{refused.GetType().Name}: {refused.Message}";   // a plugin should name the setting, but may throw what it likes
                needsData |= madeUp.Length > 0;
            }
        }

        throw new SettingsRefusedException(
            needsData
                ? $"needs data: give it with {string.Join(' ', madeUp.Select(name => $"--set {name}=FILE"))} (of what was made up it says: {refusal})"
                : $"no settings tried are accepted; of the last it says: {refusal} Give settings that go together with --set",
            needsData);
    }
}

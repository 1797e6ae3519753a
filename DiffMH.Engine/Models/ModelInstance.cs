using System.Collections.Immutable;
using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Models;

/// <summary>A model with its settings applied.</summary>
/// <param name="Target">An <see cref="ILabelTarget"/>, an <see cref="ISiteTarget"/>, an <see cref="IFreeSiteTarget"/> or an <see cref="IVectorTarget"/>.</param>
/// <param name="ObservableNames">The observables' names and units.</param>
/// <param name="Observables">An <see cref="ILabelObservables"/>, an <see cref="ISiteObservables"/> or an <see cref="ITransitionObservables"/>.</param>
internal sealed record ModelInstance(object Target, ImmutableArray<Observable> ObservableNames, object Observables)
{
    /// <summary>Updates in one step of a chain: one for each site of a lattice, else 1.</summary>
    public int UpdatesPerStep => UpdatesPerStepOf(Target);

    /// <summary>The same of a target alone.</summary>
    public static int UpdatesPerStepOf(object target) => target switch
    {
        ISiteTarget sites => sites.Space.Graph.Sites,
        IFreeSiteTarget sites => sites.Space.Graph.Sites,
        _ => 1,
    };

    /// <summary>Runs the plugin's factories.</summary>
    /// <exception cref="SettingException">The plugin does not accept the settings.</exception>
    /// <exception cref="InvalidOperationException">The names of the observables are missing, empty or not different.</exception>
    public static ModelInstance Of(ModelDefinition model, object settings)
    {
        try
        {
            return Make(model, settings);
        }
        catch (DataFormatException wrong) when (model.Settings.Settings.FirstOrDefault(setting => ReferenceEquals(setting.ValueIn(settings), wrong.File)) is { } file)
        {
            throw new SettingException(file.Name, wrong.Message);   // a plugin need not know what its settings are called to be told at the right place
        }
    }

    private static ModelInstance Make(ModelDefinition model, object settings)
    {
        var target = model.CreateTarget(settings);
        ImmutableArray<Observable> names = [.. model.ObservableNames(settings)];
        var distinct = names.Select(observable => observable.Name).Where(name => !string.IsNullOrEmpty(name)).Distinct(StringComparer.Ordinal).Count();
        return names.Length > 0 && distinct == names.Length
            ? new ModelInstance(target, names, model.CreateObservables(settings))
            : throw new InvalidOperationException(
                $"Model '{model.Name}' has the observables [{string.Join(", ", names.Select(observable => $"'{observable.Name}'"))}]; it needs at least one, each with a name of its own.");
    }
}

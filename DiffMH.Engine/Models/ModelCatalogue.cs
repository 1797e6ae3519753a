using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Models;

/// <summary>All plugins at hand and what they bring, beside DiffMH's own couplings. Immutable: a new plugin makes a new catalogue.</summary>
/// <remarks>Versions of one plugin stand side by side; a point names its plugin by hash.</remarks>
public sealed class ModelCatalogue
{
    private ModelCatalogue(ImmutableArray<PluginRegistration> plugins, IDataSource data) => (Plugins, Data) = (plugins, data);

    /// <summary>A catalogue without plugins.</summary>
    public static ModelCatalogue Empty { get; } = new([], KnownData.None);

    /// <summary>All plugins in the order given, those that cannot be used among them.</summary>
    public ImmutableArray<PluginRegistration> Plugins { get; }

    /// <summary>Asks plugins what they bring. One that cannot be used is listed with its reason and does not touch the others.</summary>
    public static ModelCatalogue Create(IEnumerable<LoadedPlugin> plugins) => Of(plugins.Select(PluginRegistration.Of));

    /// <summary>A catalogue of plugins that were asked before.</summary>
    public static ModelCatalogue Of(IEnumerable<PluginRegistration> plugins) => new([.. plugins], KnownData.None);

    /// <summary>Where settings of type <see cref="DataFile"/> find their bytes.</summary>
    public IDataSource Data { get; }

    /// <summary>The same plugins with the data files of a sweep.</summary>
    public ModelCatalogue With(IDataSource data) => new(Plugins, data);

    /// <summary>The usable plugin with this hash; null where there is none.</summary>
    public PluginRegistration? Find(PluginReference plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return Plugins.FirstOrDefault(other => other.IsUsable && other.Reference.Id == plugin.Id && other.Reference.Hash == plugin.Hash);
    }

    /// <summary>Whether the plugins of a point are here.</summary>
    public bool Holds(PointSpec point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return Find(point.Plugin) is not null && (point.CouplingPlugin is null || Find(point.CouplingPlugin) is not null);
    }

    /// <summary>The couplings a model of a plugin can use: DiffMH's own, its plugin's, then those of the newest versions of other plugins.</summary>
    public ImmutableArray<CouplingOffer> CouplingsFor(PluginRegistration plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        var others = NewestOfEach().Where(other => other.Reference.Id != plugin.Reference.Id);
        return
            [
                .. BuiltInCouplings.All.Select(coupling => new CouplingOffer(coupling, Plugin: null)),
                .. plugin.Couplings.Select(coupling => new CouplingOffer(coupling, Plugin: null)),
                .. others.SelectMany(other => other.Couplings.Select(coupling => new CouplingOffer(coupling, other.Reference))),
            ];
    }

    /// <summary>The newest usable version of each plugin.</summary>
    internal IEnumerable<PluginRegistration> NewestOfEach() => Plugins
        .Where(plugin => plugin.IsUsable)
        .GroupBy(plugin => plugin.Reference.Id, StringComparer.Ordinal)
        .Select(versions => versions.Reverse().MaxBy(plugin => PluginVersion.Of(plugin.Reference), PluginVersion.Order)!);

    /// <summary>The point's model with its settings, proposal, coupling and objective, ready to make kernels.</summary>
    /// <exception cref="InvalidOperationException">The plugin is not here with the point's hash, or does not bring what the point names.</exception>
    /// <exception cref="SettingException">The plugin does not accept the settings.</exception>
    public PointModel Bind(PointSpec point)
    {
        ArgumentNullException.ThrowIfNull(point);
        var plugin = Require(point.Plugin);
        var model = Require(plugin.Models, point.Model, model => model.Name, "model");
        var holder = point.CouplingPlugin is { } other ? Require(other) : plugin;
        var couplings = holder == plugin ? BuiltInCouplings.All.AddRange(plugin.Couplings) : holder.Couplings;
        return PointModel.Create(point, model, Data, Require(couplings, point.Coupling, coupling => coupling.Name, "coupling"));
    }

    /// <summary>Updates in one step of a point's chains: one for each site of a lattice, else 1. Cheaper than <see cref="Bind"/>.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="Bind"/>.</exception>
    /// <exception cref="SettingException">The plugin does not accept the settings.</exception>
    public int UpdatesPerStep(PointSpec point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return PointModel.UpdatesPerStepOf(point, Model(point), Data);
    }

    /// <summary>Whether a point's density is one of vectors and jumps with the state. Cheaper than <see cref="Bind"/>.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="Bind"/>.</exception>
    /// <exception cref="SettingException">The plugin does not accept the settings.</exception>
    public bool Jumps(PointSpec point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return PointModel.JumpsOf(point, Model(point), Data);
    }

    /// <summary>The data files that a point needs, each as <see cref="DataFile.Reference"/>.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="Bind"/>.</exception>
    public ImmutableArray<string> DataOf(PointSpec point)
    {
        ArgumentNullException.ThrowIfNull(point);
        var settings = Model(point).Settings;
        return settings.TakesData ? settings.DataOf(JsonNode.Parse(point.ModelSettings)!.AsObject()) : [];
    }

    /// <summary>All of a point's settings that its model is built by: points of one model and form have the same lattice.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="Bind"/>.</exception>
    public string FormOf(PointSpec point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return Model(point).Settings.FormOf(JsonNode.Parse(point.ModelSettings)!.AsObject());
    }

    /// <summary>The item with a name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    internal static T Require<T>(IReadOnlyCollection<T> items, string name, Func<T, string> nameOf, string what)
        where T : class =>
        items.FirstOrDefault(item => nameOf(item) == name)
        ?? throw new InvalidOperationException($"No {what} '{name}'; {NameSuggestion.For(name, [.. items.Select(nameOf)])}.");

    /// <summary>A point's model.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="Bind"/>.</exception>
    internal ModelDefinition Model(PointSpec point) => Require(Require(point.Plugin).Models, point.Model, model => model.Name, "model");

    private PluginRegistration Require(PluginReference plugin) => Find(plugin) ?? throw new InvalidOperationException(
        $"No plugin {plugin.Id} {plugin.Version} with hash {plugin.Hash} here; there are: {(Plugins.IsEmpty ? "none" : string.Join(", ", Plugins.Select(Describe)))}.");

    private static string Describe(PluginRegistration plugin) =>
        $"{plugin.Reference.Id} {plugin.Reference.Version} with hash {plugin.Reference.Hash}{(plugin.IsUsable ? "" : $" (not usable: {plugin.Reason})")}";
}

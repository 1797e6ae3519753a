using System.Collections.Immutable;
using DiffMH.Engine.Models;
using DiffMH.Engine.Verification;
using DiffMH.Silo.Plugins;

namespace DiffMH.Tests.Verification;

/// <summary>Verifies plugins as the console does.</summary>
internal static class Verified
{
    private static readonly Lazy<PluginSet> Ours = new(() => PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")));
    private static readonly Lazy<PluginSet> Made = new(() => PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "test-plugins")));

    /// <summary>All models of the plugins of this repository.</summary>
    public static IEnumerable<(PluginRegistration Plugin, ModelDefinition Model)> OurModels =>
        Ours.Value.Catalogue.Plugins.SelectMany(plugin => plugin.Models.Select(model => (plugin, model)));

    /// <summary>The plugin of deliberate mistakes.</summary>
    public static PluginRegistration Wrong => Made.Value.Catalogue.Plugins.Single(plugin => plugin.Reference.Id == "DiffMH.TestPlugins.Wrong");

    /// <summary>The plugin whose model brings a right kernel.</summary>
    public static PluginRegistration Rings => Made.Value.Catalogue.Plugins.Single(plugin => plugin.Reference.Id == "DiffMH.TestPlugins.Rings");

    /// <summary>All rows of one model.</summary>
    public static ImmutableArray<VerificationRow> Rows(PluginRegistration plugin, ModelDefinition model, ulong seed, int draws) =>
        new PluginVerifier(seed, new VerificationBudget(draws)).Run(plugin, [model], GivenSettings.None, _ => { }, CancellationToken.None).Rows;

    /// <summary>All rows of the couplings of a plugin without models, with those of this repository.</summary>
    public static ImmutableArray<VerificationRow> Couplings(PluginRegistration plugin, ulong seed, int draws) =>
        new PluginVerifier(seed, new VerificationBudget(draws)).RunCouplings(plugin, CouplingHosts.For(plugin, Ours.Value.Catalogue.Plugins), _ => { }, CancellationToken.None).Rows;

    /// <summary>The rows that were not passed, in words.</summary>
    public static string Failures(IEnumerable<VerificationRow> rows) => string.Join('\n', rows.Where(row => !row.Passed).Select(row => row.ToString()));
}

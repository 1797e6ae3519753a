using System.Collections.Immutable;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Models;

/// <summary>What a plugin brings, or why nothing of it can be used.</summary>
/// <param name="Reference">Which plugin, to the bit.</param>
/// <param name="Reason">Null where the plugin can be used; else why not and what would be right, fit for <see cref="PluginStatus.Reason"/>.</param>
/// <param name="Models">Its models; empty where it cannot be used.</param>
/// <param name="Couplings">Its couplings; empty where it cannot be used.</param>
public sealed record PluginRegistration(
    PluginReference Reference,
    string? Reason,
    ImmutableArray<ModelDefinition> Models,
    ImmutableArray<CouplingDefinition> Couplings)
{
    /// <summary>Whether the plugin can be used.</summary>
    public bool IsUsable => Reason is null;

    /// <summary>Asks a plugin what it brings. Never throws for what the plugin does: it becomes the reason.</summary>
    public static PluginRegistration Of(LoadedPlugin plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        var builder = new PluginBuilder();
        try
        {
            plugin.Plugin.Register(builder);
            return new(plugin.Reference, Reason: null, builder.Models, builder.Couplings);
        }
        catch (RegistrationException malformed)
        {
            return Refused($"InvalidRegistration: {malformed.Message}.");
        }
        catch (Exception failure)
        {
            // Whatever a plugin throws concerns that plugin alone; the silo and the other plugins go on.
            return Refused($"{failure.GetType().Name}: Register of {plugin.Plugin.GetType()} failed: {failure.Message}");
        }

        PluginRegistration Refused(string reason) => new(plugin.Reference, reason, [], []);
    }
}

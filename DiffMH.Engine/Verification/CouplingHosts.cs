using System.Collections.Immutable;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Verification;

/// <summary>Models for the couplings of a plugin that brings none: couplings are tried with proposals, and proposals belong to models.</summary>
public static class CouplingHosts
{
    /// <summary>The models of other plugins with one proposal of each type that any of the couplings fits; the first model that has it.</summary>
    /// <param name="plugin">The plugin with the couplings.</param>
    /// <param name="plugins">All plugins at hand.</param>
    /// <returns>None where no coupling fits any proposal.</returns>
    public static ImmutableArray<ModelDefinition> For(PluginRegistration plugin, IEnumerable<PluginRegistration> plugins)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(plugins);
        var (seen, hosts) = (new HashSet<Type>(), ImmutableArray.CreateBuilder<ModelDefinition>());
        foreach (var model in plugins.Where(other => other.Reference != plugin.Reference).SelectMany(other => other.Models))
        {
            ImmutableArray<ProposalDefinition> fresh = [.. model.Proposals.Where(proposal => plugin.Couplings.Any(coupling => coupling.Fits(proposal)) && seen.Add(proposal.Type))];
            if (!fresh.IsEmpty)
            {
                hosts.Add(model with { Proposals = fresh });
            }
        }

        return hosts.ToImmutable();
    }
}

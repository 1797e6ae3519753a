using System.Text.Json.Nodes;
using DiffMH.Client.Commands;
using DiffMH.Client.Inputs;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Client.Verification;

/// <summary>Refuses a sweep that says <c>require_verify: true</c> where one of its plugins has no certificate.</summary>
internal static class RequiredCertificates
{
    /// <summary>Lets sweeps pass that ask for none, and those whose plugins all have one that says passed.</summary>
    /// <exception cref="CommandException">A plugin has none.</exception>
    public static void Check(SweepInput input, Terminal terminal)
    {
        if (!SweepFreezer.RequiresVerification(JsonNode.Parse(input.Sweep.Document)!.AsObject()))
        {
            return;
        }

        var folder = CertificateFolder.Of(terminal);
        var missing = input.Sweep.Plugins.Where(plugin => folder.Find(plugin) is not { Passed: true }).ToArray();
        if (missing.Length > 0)
        {
            throw new CommandException(ExitCode.PluginMissing, string.Join('\n', missing.Select(plugin => Describe(plugin, folder, input.PluginsFolder))));
        }
    }

    private static string Describe(PluginReference plugin, CertificateFolder folder, string plugins)
    {
        var found = folder.Find(plugin) is { } failed ? $"failed its verification on {failed.Date:yyyy-MM-dd}" : $"has no certificate in {folder.Path}";
        return $"require_verify: {plugin.Id} {plugin.Version} with hash {plugin.Hash[..8]} {found}; it must have passed one. Verify it: {CommonOptions.Line(plugins, "verify", plugin.Id)}";
    }
}

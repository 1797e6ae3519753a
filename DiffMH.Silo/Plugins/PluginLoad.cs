using DiffMH.Engine.Models;

namespace DiffMH.Silo.Plugins;

/// <summary>What became of one folder of the drop folder.</summary>
/// <param name="Status">For display.</param>
/// <param name="Registration">What the plugin brings; null where its code was not loaded.</param>
internal sealed record PluginLoad(PluginStatus Status, PluginRegistration? Registration)
{
    /// <summary>Loads the plugin of one folder. Never throws for what is in the folder: it becomes the reason.</summary>
    public static PluginLoad Of(string folder, PluginCopies copies)
    {
        PluginReference? reference = null;
        try
        {
            var facts = Facts(folder);
            reference = new(facts.Name, facts.Version, FolderHash.Of(folder));
            PluginAssembly.RequireContract(facts);
            var copy = copies.Of(folder, reference.Hash);
            var registration = PluginRegistration.Of(new LoadedPlugin(reference, PluginAssembly.Load(Path.Combine(copy, facts.Name + ".dll"), facts)));
            return new(Report(folder, registration), registration);
        }
        catch (PluginRefusedException refused)
        {
            return Refused(refused.Message);
        }
        catch (Exception unexpected)
        {
            // Whatever is wrong with a folder concerns that folder alone; the silo and the other plugins go on.
            return Refused($"{unexpected.GetType().Name}: {unexpected.Message}");
        }

        PluginLoad Refused(string reason) => new(new PluginStatus(Path.GetFileName(folder), reference, reason, [], []), Registration: null);
    }

    private static AssemblyFacts Facts(string folder)
    {
        var name = Path.GetFileName(folder);
        var path = Path.Combine(folder, name + ".dll");
        if (!File.Exists(path))
        {
            throw new PluginRefusedException($"No {name}.dll in the folder. Name the folder like the plugin's assembly.");
        }

        var facts = AssemblyFacts.Read(path) ?? throw new PluginRefusedException($"{name}.dll is not a .NET assembly. Copy it again, or build it.");
        return facts.Name == name ? facts : throw new PluginRefusedException($"{name}.dll holds the assembly {facts.Name}. Name folder, file and assembly alike.");
    }

    private static PluginStatus Report(string folder, PluginRegistration registration) => new(
        Path.GetFileName(folder),
        registration.Reference,
        registration.Reason,
        [.. registration.Models.Select(model => model.Name)],
        [.. registration.Couplings.Select(coupling => coupling.Name)]);
}

namespace DiffMH.Silo.Plugins;

/// <summary>A plugin's folder, read without loading its code.</summary>
/// <param name="Facts">What its assembly says about itself.</param>
/// <param name="Reference">Which plugin it is.</param>
internal sealed record PluginFolder(AssemblyFacts Facts, PluginReference Reference)
{
    /// <summary>Reads a folder that is named like its assembly.</summary>
    /// <exception cref="PluginRefusedException">It holds no such assembly.</exception>
    public static PluginFolder Read(string folder) => Read(folder, Path.GetFileName(folder));

    /// <summary>Reads a folder of the assembly with a name.</summary>
    /// <exception cref="PluginRefusedException">It holds no such assembly.</exception>
    public static PluginFolder Read(string folder, string name)
    {
        var path = Path.Combine(folder, name + ".dll");
        if (!File.Exists(path))
        {
            throw new PluginRefusedException($"No {name}.dll in the folder. Name the folder like the plugin's assembly.");
        }

        var facts = AssemblyFacts.Read(path) ?? throw new PluginRefusedException($"{name}.dll is not a .NET assembly. Copy it again, or build it.");
        return facts.Name == name
            ? new(facts, new(facts.Name, facts.Version, FolderHash.Of(folder)))
            : throw new PluginRefusedException($"{name}.dll holds the assembly {facts.Name}. Name folder, file and assembly alike.");
    }
}

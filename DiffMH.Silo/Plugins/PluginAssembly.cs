using System.Reflection;
using McMaster.NETCore.Plugins;

namespace DiffMH.Silo.Plugins;

/// <summary>A plugin's assembly in a load context of its own, which shares the contract with DiffMH and nothing else.</summary>
/// <remarks>
/// The context is not collectible: a collectible one gets no tiered compilation, which makes a call of a density 2.6 times slower
/// (3.3 against 1.25 ns). To unload, make it collectible here and dispose the loader after the plugin's last user.
/// </remarks>
internal static class PluginAssembly
{
    private static readonly AssemblyName Contract = typeof(IPlugin).Assembly.GetName();

    /// <summary>Refuses an assembly that was built against another major version of the contract: its types would not fit.</summary>
    public static void RequireContract(AssemblyFacts facts)
    {
        var needed = facts.References.FirstOrDefault(reference => reference.Name == Contract.Name)?.Version
            ?? throw NoPluginClass(facts.Name);
        if (needed.Major != Contract.Version!.Major)
        {
            throw new PluginRefusedException(
                $"NotSupported: needs contract {needed.Major}.x, this silo has {Contract.Version.Major}.{Contract.Version.Minor}. Build it against {Contract.Name} {Contract.Version.Major}.x.");
        }
    }

    /// <summary>Loads an assembly and makes its one plugin object.</summary>
    /// <param name="path">The assembly's file.</param>
    /// <param name="facts">What the file says about itself.</param>
    public static IPlugin Load(string path, AssemblyFacts facts)
    {
        var loader = PluginLoader.CreateFromAssemblyFile(path, config =>
        {
            config.SharedAssemblies.Add(Contract);
            config.IsLazyLoaded = true;   // shares the contract itself, not all that it references
        });
        RequireDependencies(loader, facts);
        return Create(PluginClass(loader.LoadDefaultAssembly()));
    }

    private static void RequireDependencies(PluginLoader loader, AssemblyFacts facts)
    {
        foreach (var reference in facts.References)
        {
            try
            {
                loader.LoadAssembly(reference);
            }
            catch (Exception exception) when (exception is FileNotFoundException or FileLoadException or BadImageFormatException)
            {
                throw new PluginRefusedException($"Missing dependency: {reference.Name} {reference.Version}. Put {reference.Name}.dll into the plugin's folder.", exception);
            }
        }
    }

    private static Type PluginClass(Assembly assembly)
    {
        Type[] found;
        try
        {
            found = [.. assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IPlugin)))];
        }
        catch (Exception exception) when (exception is ReflectionTypeLoadException or TypeLoadException or FileNotFoundException)
        {
            throw new PluginRefusedException($"Its types cannot be loaded: {exception.Message} Build it against the contract of this silo, with all it needs in its folder.", exception);
        }

        return found switch
        {
            [var only] => only,
            [] => throw NoPluginClass(assembly.GetName().Name!),
            _ => throw new PluginRefusedException($"Several plugin classes: {string.Join(", ", found.Select(type => type.FullName))}. Keep one public class that implements {nameof(IPlugin)}."),
        };
    }

    private static IPlugin Create(Type type)
    {
        if (type.GetConstructor(Type.EmptyTypes) is null)
        {
            throw new PluginRefusedException($"{type.FullName} has no public constructor without arguments. Give it one.");
        }

        try
        {
            return (IPlugin)Activator.CreateInstance(type)!;
        }
        catch (TargetInvocationException exception)
        {
            var thrown = exception.InnerException!;
            throw new PluginRefusedException($"The constructor of {type.FullName} threw {thrown.GetType().FullName}: {thrown.Message}", thrown);
        }
    }

    private static PluginRefusedException NoPluginClass(string assembly) =>
        new($"No plugin class in {assembly}. Add one public class with a constructor without arguments that implements {nameof(IPlugin)}.");
}

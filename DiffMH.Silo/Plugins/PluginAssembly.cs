using System.Reflection;
using McMaster.NETCore.Plugins;

namespace DiffMH.Silo.Plugins;

/// <summary>A plugin's assembly in a load context of its own, which shares the contract with DiffMH and nothing else.</summary>
/// <remarks>
/// A context that may be unloaded gets no tiered compilation: its code is compiled once, optimised. Five shipped sweeps took between 0.7 and
/// 1.02 times the processor time of one that stays.
/// </remarks>
internal sealed class PluginAssembly : IDisposable
{
    private static readonly AssemblyName Contract = typeof(IPlugin).Assembly.GetName();

    private readonly PluginLoader loader;

    private PluginAssembly(PluginLoader loader, IPlugin plugin) => (this.loader, Plugin) = (loader, plugin);

    /// <summary>The plugin's one object.</summary>
    public IPlugin Plugin { get; }

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
    /// <param name="isUnloadable">Whether it may be unloaded.</param>
    public static PluginAssembly Load(string path, AssemblyFacts facts, bool isUnloadable)
    {
        var opened = PluginLoader.CreateFromAssemblyFile(path, config =>
        {
            config.SharedAssemblies.Add(Contract);
            config.IsLazyLoaded = true;   // shares the contract itself, not all that it references
            config.IsUnloadable = isUnloadable;
        });
        try
        {
            RequireDependencies(opened, facts);
            return new(opened, Create(PluginClass(opened.LoadDefaultAssembly())));
        }
        catch
        {
            Unload(opened);
            throw;
        }
    }

    /// <summary>Unloads it where it may be unloaded; to be called after its last user. Its memory is free when nothing refers to its objects any more.</summary>
    public void Dispose() => Unload(loader);

    private static void Unload(PluginLoader loader)
    {
        if (loader.IsUnloadable)
        {
            try
            {
                loader.Dispose();
            }
            catch (Exception)
            {
                // A plugin may do something of its own when it is unloaded. Where that fails it is collected without, and those who let go of it go on.
            }
        }
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

using DiffMH.Engine.Models;

namespace DiffMH.Silo.Plugins;

/// <summary>What became of one folder of the drop folder.</summary>
/// <param name="Status">For display.</param>
/// <param name="Registration">What the plugin brings; null where its code was not loaded.</param>
/// <param name="Assembly">Its code; null where that was not loaded, or is of no use.</param>
/// <param name="MayPass">Whether the reason may pass without a change of the folder, as where there was no space for a copy, or a file was not ours to read.</param>
internal sealed record PluginLoad(PluginStatus Status, PluginRegistration? Registration, PluginAssembly? Assembly, bool MayPass = false)
{
    /// <summary>How long the plugin's code may take to be made and to register, which is a matter of milliseconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Loads the plugin of one folder. Never throws for what is in the folder: it becomes the reason.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="copies">Where loaded files are kept.</param>
    /// <param name="isUnloadable">Whether it may be unloaded.</param>
    /// <param name="loaded">Gives what is loaded already; null where nothing is.</param>
    /// <param name="patience">How long its code may take; null for half a minute.</param>
    public static PluginLoad Of(string folder, PluginCopies copies, bool isUnloadable, Func<PluginReference, PluginLoad?>? loaded = null, TimeSpan? patience = null)
    {
        PluginReference? reference = null;
        try
        {
            var found = PluginFolder.Read(folder);
            reference = found.Reference;
            if (loaded?.Invoke(reference) is { } known)
            {
                return known;
            }

            PluginAssembly.RequireContract(found.Facts);   // before a copy is made
            return OfCopy(copies.Of(folder, reference.Hash), found, isUnloadable, patience);
        }
        catch (Exception exception)
        {
            return Refused(Path.GetFileName(folder), reference, exception);
        }
    }

    /// <summary>Loads a plugin from its copy. Throws where its code cannot be loaded, or does not return: its thread is left alone then, and nobody else waits for it.</summary>
    public static PluginLoad OfCopy(string copy, PluginFolder plugin, bool isUnloadable, TimeSpan? patience = null)
    {
        var loading = Task.Factory.StartNew(() => LoadCopy(copy, plugin, isUnloadable), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return Task.WaitAny([loading], patience ?? Patience) == 0
            ? loading.GetAwaiter().GetResult()
            : throw new PluginRefusedException($"its constructor, or its Register, did not return within {(patience ?? Patience).TotalSeconds:0.###} s.");
    }

    private static PluginLoad LoadCopy(string copy, PluginFolder plugin, bool isUnloadable)
    {
        var assembly = PluginAssembly.Load(Path.Combine(copy, plugin.Facts.Name + ".dll"), plugin.Facts, isUnloadable);
        var registration = PluginRegistration.Of(new LoadedPlugin(plugin.Reference, assembly.Plugin));
        if (!registration.IsUsable)
        {
            assembly.Dispose();
        }

        return new(Report(registration), registration, registration.IsUsable ? assembly : null);
    }

    /// <summary>A folder whose code was not loaded.</summary>
    /// <remarks>Whatever is wrong with a folder concerns that folder alone; the silo and the other plugins go on.</remarks>
    public static PluginLoad Refused(string folder, PluginReference? reference, Exception exception)
    {
        var reason = exception is PluginRefusedException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}";
        var mayPass = exception is UnauthorizedAccessException or (IOException and not (FileNotFoundException or FileLoadException));
        return new(new PluginStatus(folder, reference, reason, [], []), Registration: null, Assembly: null, mayPass);
    }

    private static PluginStatus Report(PluginRegistration registration) => new(
        registration.Reference.Id,
        registration.Reference,
        registration.Reason,
        [.. registration.Models.Select(model => model.Name)],
        [.. registration.Couplings.Select(coupling => coupling.Name)]);
}

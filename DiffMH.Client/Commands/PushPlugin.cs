using DiffMH.Client.Results.Document;
using DiffMH.Client.Sources;
using DiffMH.Silo.Plugins;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>plugin push</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class PushPlugin(Terminal terminal)
{
    /// <summary>Sends a plugin's folder to all silos of a store.</summary>
    public async Task<ExitCode> Run(string folder, StoreRequest request, CancellationToken cancellation)
    {
        var parcel = Pack(folder);
        var talk = new Talk(terminal, request.Verbosity);
        var stores = new Stores(terminal, request, talk);
        await using var cluster = await stores.Connect(cancellation);
        var reconnection = stores.Reconnection(cancellation);
        var silos = await ReportedSilos.Of(cluster, reconnection, terminal.Time, cancellation);
        talk.Say($"sending {parcel.Folder} ({parcel.Hash[..8]}) to {silos.Length} silos");
        var outcomes = await Task.WhenAll(silos.Select(async silo =>
        {
            var reply = await reconnection.Ask(() => cluster.Grains.GetGrain<IPluginInboxGrain>(silo.Address).Push(parcel));
            return new PushDocument.Outcome(silo.Name, reply.IsUsable, reply.Text);
        }));
        await terminal.Print(
            request.Format,
            new PushDocument(parcel.Folder, parcel.Hash, [.. outcomes]),
            () => string.Concat(outcomes.Select(outcome => $"{outcome.Silo}: {outcome.Text}\n")));
        return outcomes.All(outcome => outcome.Usable) ? ExitCode.Done : ExitCode.PluginMissing;
    }

    private static PluginParcel Pack(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var name = Path.GetFileName(full);
        if (!File.Exists(Path.Combine(full, $"{name}.dll")))
        {
            throw new CommandException(ExitCode.PluginMissing, $"'{folder}' is no folder of a built plugin: it has no {name}.dll. Folder, assembly and id of a plugin have one name.");
        }

        var paths = FolderHash.RelativePaths(full);
        var bytes = paths.Sum(path => new FileInfo(Path.Combine(full, path)).Length);
        return paths.Count > PluginParcel.MostFiles || bytes > PluginParcel.MostBytes
            ? throw new CommandException(ExitCode.Usage, $"'{folder}' has {paths.Count} files with {bytes} bytes; a plugin that is sent has at most {PluginParcel.MostFiles} with {PluginParcel.MostBytes}. Copy it into the plugins folder of each silo.")
            : new(name, FolderHash.Of(full), [.. paths.Select(path => new PluginFile(path, File.ReadAllBytes(Path.Combine(full, path))))]);
    }
}

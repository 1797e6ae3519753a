using DiffMH.Client.Inputs;
using DiffMH.Client.PluginPages;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>plugin info</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class DescribePlugin(Terminal terminal)
{
    /// <summary>Describes one plugin of a folder.</summary>
    public async Task<ExitCode> Run(PluginRequest request)
    {
        var plugins = SweepInput.LoadPlugins(request.Folder);
        new Talk(terminal, request.On.Verbosity).Detail($"{plugins.Statuses.Length} plugins in {request.Folder}");
        var document = PluginDocument.Of(PluginFinder.Find(plugins, request.Name!), plugins.Catalogue);
        await terminal.Print(request.On.Format, document, () => PluginPage.Render(document));
        return ExitCode.Done;
    }
}

using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh plugin list</c>.</summary>
internal static class PluginCommand
{
    /// <summary>The command.</summary>
    /// <param name="list">Lists the plugins of a folder.</param>
    public static Command Create(Func<string, OutputFormat, ExitCode> list)
    {
        var plugins = CommonOptions.Plugins();
        var format = CommonOptions.Output();
        var command = new ExampleCommand(
            "list",
            "Lists the plugins in the plugins folder: what each brings, or why it cannot be used.",
            "diffmh plugin list",
            "diffmh plugin list --plugins plugins-of-mine -o json")
        {
            plugins, format,
        };
        command.SetAction(parse => (int)list(parse.GetValue(plugins) ?? CommonOptions.DefaultPlugins, parse.GetValue(format)));
        return new ExampleCommand("plugin", "Looks at plugins.", "diffmh plugin list") { command };
    }
}

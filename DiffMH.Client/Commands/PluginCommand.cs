using System.CommandLine;
using DiffMH.Client.Completion;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh plugin list|info</c>.</summary>
internal static class PluginCommand
{
    /// <summary>The command.</summary>
    /// <param name="list">Lists the plugins of a folder and of silos.</param>
    /// <param name="describe">Describes one plugin of a folder.</param>
    public static Command Create(Func<PluginRequest, CancellationToken, Task<ExitCode>> list, Func<PluginRequest, ExitCode> describe) =>
        new ExampleCommand("plugin", "Looks at plugins.", "diffmh plugin list", "diffmh plugin info ising")
        {
            List(list), Describe(describe),
        };

    private static ExampleCommand List(Func<PluginRequest, CancellationToken, Task<ExitCode>> list)
    {
        var plugins = CommonOptions.Plugins();
        var command = new ExampleCommand(
            "list",
            "Lists the plugins in the plugins folder and those of running silos: what each brings and where it is, or why it cannot be used.",
            "diffmh plugin list",
            "diffmh plugin list --plugins plugins-of-mine -o json")
        {
            plugins,
        };
        var options = StoreOptions.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
            (int)await list(new(parse.GetValue(plugins) ?? CommonOptions.DefaultPlugins, Name: null, options.Of(parse)), cancellation));
        return command;
    }

    private static ExampleCommand Describe(Func<PluginRequest, ExitCode> describe)
    {
        var name = new Argument<string>("NAME") { Description = "the plugin: its id, or a part of it", HelpName = "NAME" };
        name.CompletionSources.Add(PluginSuggestions.For);
        var plugins = CommonOptions.Plugins();
        var format = CommonOptions.Output();
        var command = new ExampleCommand(
            "info",
            "Describes a plugin of the plugins folder: its models with their parameters, proposals, couplings, observables and objectives.",
            "diffmh plugin info ising",
            "diffmh plugin info DiffMH.Plugins.Mixture -o json")
        {
            name, plugins, format,
        };
        var verbosity = VerbosityOptions.AddTo(command);
        command.SetAction(parse => (int)describe(new(
            parse.GetValue(plugins) ?? CommonOptions.DefaultPlugins,
            parse.GetRequiredValue(name),
            new(Store: null, parse.GetValue(format), verbosity.Of(parse)))));
        return command;
    }
}

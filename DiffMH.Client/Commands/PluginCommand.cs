using System.CommandLine;
using DiffMH.Client.Completion;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh plugin list|info|push</c>.</summary>
internal static class PluginCommand
{
    /// <summary>The command.</summary>
    /// <param name="list">Lists the plugins of a folder and of silos.</param>
    /// <param name="describe">Describes one plugin of a folder.</param>
    /// <param name="push">Sends a plugin's folder to silos.</param>
    public static Command Create(
        Func<PluginRequest, CancellationToken, Task<ExitCode>> list,
        Func<PluginRequest, Task<ExitCode>> describe,
        Func<string, StoreRequest, CancellationToken, Task<ExitCode>> push)
    {
        var verbosity = new VerbosityOptions();
        var group = new ExampleCommand("plugin", "Looks at plugins, and sends them to silos.", "diffmh plugin list", "diffmh plugin info ising")
        {
            List(list, verbosity), Describe(describe, verbosity), Push(push, verbosity),
        };
        verbosity.AddTo(group);
        return group;
    }

    private static ExampleCommand List(Func<PluginRequest, CancellationToken, Task<ExitCode>> list, VerbosityOptions verbosity)
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
        var options = StoreOptions.AddTo(command, isTable: true, verbosity);
        command.SetAction(async (parse, cancellation) =>
            (int)await list(new(parse.GetValue(plugins) ?? CommonOptions.DefaultPlugins, Name: null, options.Of(parse)), cancellation));
        return command;
    }

    private static ExampleCommand Push(Func<string, StoreRequest, CancellationToken, Task<ExitCode>> push, VerbosityOptions verbosity)
    {
        var folder = new Argument<string>("FOLDER") { Description = "the folder of the built plugin, which has its name", HelpName = "FOLDER" };
        folder.CompletionSources.Add(new PathSuggestions().For);
        var command = new ExampleCommand(
            "push",
            "Sends a plugin to the plugins folders of all silos that were started with --accept-plugins, and says what became of it on each. Its code runs there.",
            "diffmh plugin push plugins-of-mine/DiffMH.Plugins.Mixture --token-file secret.token")
        {
            folder,
        };
        var options = StoreOptions.AddTo(command, isTable: false, verbosity);
        command.SetAction(async (parse, cancellation) => (int)await push(parse.GetRequiredValue(folder), options.Of(parse), cancellation));
        return command;
    }

    private static ExampleCommand Describe(Func<PluginRequest, Task<ExitCode>> describe, VerbosityOptions verbosity)
    {
        var name = new Argument<string>("NAME") { Description = "the plugin: its id, or a part of it", HelpName = "NAME" };
        name.CompletionSources.Add(PluginSuggestions.For);
        var plugins = CommonOptions.Plugins();
        var format = CommonOptions.Output(isTable: false);
        var command = new ExampleCommand(
            "info",
            "Describes a plugin of the plugins folder: its models with their parameters, proposals, couplings, observables and objectives.",
            "diffmh plugin info ising",
            "diffmh plugin info DiffMH.Plugins.Mixture -o json")
        {
            name, plugins, format,
        };
        verbosity.AddTo(command);
        command.SetAction(async (parse, _) => (int)await describe(new(
            parse.GetValue(plugins) ?? CommonOptions.DefaultPlugins,
            parse.GetRequiredValue(name),
            new(Store: null, parse.GetValue(format), verbosity.Of(parse)))));
        return command;
    }
}

using System.CommandLine;
using DiffMH.Client.Completion;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh verify PLUGIN[/MODEL]</c>.</summary>
internal static class VerifyCommand
{
    /// <summary>The seed where none is given.</summary>
    public const ulong DefaultSeed = 1;

    /// <summary>The command.</summary>
    /// <param name="verify">Does it.</param>
    public static Command Create(Func<VerifyRequest, CancellationToken, Task<ExitCode>> verify)
    {
        var name = new Argument<string>("PLUGIN") { Description = "the plugin: its id, or a part of it; with /MODEL one of its models only", HelpName = "PLUGIN[/MODEL]" };
        name.CompletionSources.Add(PluginSuggestions.For);
        var format = CommonOptions.Output(isTable: true);
        var seed = new Option<ulong>("--seed") { Description = "the seed of all draws", HelpName = "N", DefaultValueFactory = _ => DefaultSeed };
        var draws = CommonOptions.AtLeast(1000, "--draws", "draws for each pair of states, 20000 unless given: the errors that are found shrink as 1/sqrt(draws)");
        var settings = new Option<string[]>("--set") { Description = "give a setting of the model, which is else chosen within its range; may be repeated", HelpName = "name=value", DefaultValueFactory = _ => [] };
        var plugins = CommonOptions.Plugins();
        var command = new ExampleCommand(
            "verify",
            "Proves a plugin right, or names what is wrong. Ends with exit code 8 where something is; a plugin without fault fails for one seed in a thousand.",
            "diffmh verify ising/ising-2d --set L=3",
            "diffmh verify mixture -o json")
        {
            name, format, seed, draws, settings, plugins,
        };
        var verbosity = new VerbosityOptions().AddTo(command);
        command.SetAction(async (parse, cancellation) => (int)await verify(
            Request(parse.GetRequiredValue(name), parse.GetValue(plugins), parse.GetValue(seed), parse.GetValue(draws), parse.GetValue(settings)) with
            {
                Format = parse.GetValue(format),
                Verbosity = verbosity.Of(parse),
            },
            cancellation));
        return command;
    }

    private static VerifyRequest Request(string name, string? plugins, ulong seed, int? draws, string[]? settings)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var (plugin, model) = slash < 0 ? (name, null) : (name[..slash], name[(slash + 1)..]);
        return new(plugin, model, plugins ?? CommonOptions.DefaultPlugins, seed, draws, settings ?? []);
    }
}

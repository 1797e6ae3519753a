using System.CommandLine;
using DiffMH.Client.Completion;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh extend ID [FILE]</c>.</summary>
internal static class ExtendCommand
{
    /// <summary>The command.</summary>
    /// <param name="extend">Does it.</param>
    public static Command Create(Func<ExtendRequest, CancellationToken, Task<ExitCode>> extend)
    {
        var sweep = CommonOptions.Sweep();
        var file = new Argument<string?>("FILE") { Description = "a sweep file with all points of the sweep, and more", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
        file.CompletionSources.Add(new PathSuggestions(".yaml", ".yml").For);
        var replicates = CommonOptions.Count("--replicates", "instead of a file: the same sweep with so many replicates");
        var set = CommonOptions.Set();
        var plugins = CommonOptions.Plugins();
        var command = new ExampleCommand(
            "extend",
            "Submits a larger sweep that takes over a smaller one. What that has computed of its points is not computed again; the bits are those of having asked for all at the start.",
            "diffmh extend ising-specific-heat sweeps/ising-specific-heat.yaml --set replicates.count=4",
            "diffmh extend 3f2a --replicates 5")
        {
            sweep, file, replicates, set, plugins,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(file) is null == result.GetValue(replicates) is null)
            {
                result.AddError("extend needs a FILE with more points, or --replicates N, and not both");
            }
        });
        var options = StoreOptions.AddTo(command, isTable: false);
        command.SetAction(async (parse, cancellation) => (int)await extend(
            new(
                new(parse.GetRequiredValue(sweep), options.Of(parse)),
                parse.GetValue(file),
                parse.GetValue(replicates),
                parse.GetValue(set) ?? [],
                parse.GetValue(plugins) ?? CommonOptions.DefaultPlugins),
            cancellation));
        return command;
    }
}

using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh results ID</c>.</summary>
internal static class ResultsCommand
{
    /// <summary>The command.</summary>
    /// <param name="show">Does it.</param>
    public static Command Create(Func<ResultsRequest, CancellationToken, Task<ExitCode>> show)
    {
        var sweep = CommonOptions.Sweep();
        var folder = CommonOptions.Folder("--out", "also write a results folder, with the files that run writes");
        var plugins = CommonOptions.Folder("--plugins", "the plugins folder that --out needs for the densities in its report (default: plugins beside this program)");
        var command = new ExampleCommand(
            "results",
            "Prints what a sweep gave, so far or finally. Reads the store itself where no silo runs.",
            "diffmh results ising-specific-heat",
            "diffmh results ising-specific-heat -o json",
            "diffmh results ising-specific-heat --out results/ising")
        {
            sweep, folder, plugins,
        };
        var options = StoreOptions.AddTo(command, isTable: true);
        command.SetAction(async (parse, cancellation) => (int)await show(
            new(new(parse.GetRequiredValue(sweep), options.Of(parse)), parse.GetValue(folder), parse.GetValue(plugins) ?? CommonOptions.DefaultPlugins),
            cancellation));
        return command;
    }
}

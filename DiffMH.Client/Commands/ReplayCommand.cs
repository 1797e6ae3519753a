using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DiffMH.Client.Completion;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh replay ID</c>.</summary>
internal static class ReplayCommand
{
    /// <summary>The command.</summary>
    /// <param name="replay">Does it.</param>
    public static Command Create(Func<ReplayRequest, CancellationToken, Task<ExitCode>> replay)
    {
        var sweep = CommonOptions.Sweep();
        sweep.Description = "the sweep: its id, its name, or enough of the beginning of either; or a results folder that run wrote";
        sweep.CompletionSources.Add(new PathSuggestions().For);
        var sample = new Option<double?>("--sample")
        {
            Description = "compute only so many of the iterations again, chosen by the sweep's seed (default: 100%)",
            HelpName = "PERCENT",
            CustomParser = Share,
        };
        sample.CompletionSources.Add("5%", "100%");
        var threads = CommonOptions.Count("--threads", "iterations that are computed at once (default: one for each processor)");
        var plugins = CommonOptions.Plugins();
        var command = new ExampleCommand(
            "replay",
            "Computes committed iterations anew, compares all bits. In this process, with its own plugins. Ends with exit code 9 where one differs. Reads the store itself where no silo runs.",
            "diffmh replay ising-specific-heat --sample 5%",
            "diffmh replay 3f2a -o json")
        {
            sweep, sample, threads, plugins,
        };
        var options = StoreOptions.AddTo(command, isTable: false);
        command.SetAction(async (parse, cancellation) => (int)await replay(
            new(
                new(parse.GetRequiredValue(sweep), options.Of(parse)),
                parse.GetValue(plugins) ?? CommonOptions.DefaultPlugins,
                parse.GetValue(sample) ?? 1,
                parse.GetValue(threads) ?? Environment.ProcessorCount),
            cancellation));
        return command;
    }

    private static double? Share(ArgumentResult result)
    {
        var text = result.Tokens is [{ Value: var word }] ? word : "";
        if (text.EndsWith('%') && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100)
        {
            return percent / 100;
        }

        result.AddError($"--sample {text}: expected a percentage above 0% and up to 100%, as in --sample 5%");
        return null;
    }
}

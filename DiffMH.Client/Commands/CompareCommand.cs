using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh compare FILE</c>.</summary>
internal static class CompareCommand
{
    /// <summary>The command.</summary>
    /// <param name="compare">Does it.</param>
    public static Command Create(Func<CompareRequest, CancellationToken, Task<ExitCode>> compare)
    {
        var file = CommonOptions.SweepFile();
        var point = new Option<int>("--point") { Description = "which point of the sweep (default: 0)", HelpName = "N" };
        point.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var value) && value < 0)
            {
                result.AddError($"--point {value}: expected at least 0");
            }
        });
        var seconds = CommonOptions.Count("--seconds", $"for how long at most, about (default: {CompareRequest.UsualSeconds})");
        var format = CommonOptions.Output(isTable: true);
        var set = CommonOptions.Set();
        var plugins = CommonOptions.Plugins();
        var command = new ExampleCommand(
            "compare",
            "Tries the estimators that fit a point, and ranks them. Every scheme, coupling, pruning and some numbers of alternatives are among them; those that are wrong are disqualified. Stores nothing.",
            "diffmh compare sweeps/gmm-ambiguity.yaml",
            "diffmh compare sweeps/tuning-1d.yaml --seconds 60 -o json")
        {
            file, point, seconds, format, set, plugins,
        };
        var verbosity = new VerbosityOptions().AddTo(command);
        command.SetAction(async (parse, cancellation) => (int)await compare(
            new CompareRequest(
                parse.GetRequiredValue(file),
                parse.GetValue(set) ?? [],
                parse.GetValue(plugins) ?? CommonOptions.DefaultPlugins,
                parse.GetValue(point),
                parse.GetValue(seconds) ?? CompareRequest.UsualSeconds,
                parse.GetValue(format),
                verbosity.Of(parse)),
            cancellation));
        return command;
    }
}

using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh plan FILE</c>.</summary>
internal static class PlanCommand
{
    /// <summary>The command.</summary>
    /// <param name="plan">Does it.</param>
    public static Command Create(Func<PlanRequest, CancellationToken, Task<ExitCode>> plan)
    {
        var file = CommonOptions.SweepFile();
        var format = CommonOptions.Output(isTable: true);
        var set = CommonOptions.Set();
        var plugins = CommonOptions.Plugins();
        var command = new ExampleCommand(
            "plan",
            "Checks a sweep file, counts its work, estimates time. For that it computes a few milliseconds of it; it runs and stores nothing.",
            "diffmh plan sweeps/ising-specific-heat.yaml",
            "diffmh plan sweeps/ising-specific-heat.yaml --set replicates.count=64 -o json")
        {
            file, format, set, plugins,
        };
        var verbosity = new VerbosityOptions().AddTo(command);
        command.SetAction(async (parse, cancellation) => (int)await plan(
            new PlanRequest(
                parse.GetRequiredValue(file),
                parse.GetValue(set) ?? [],
                parse.GetValue(plugins) ?? CommonOptions.DefaultPlugins,
                parse.GetValue(format),
                verbosity.Of(parse)),
            cancellation));
        return command;
    }
}

using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh run FILE</c>.</summary>
internal static class RunCommand
{
    /// <summary>The command.</summary>
    /// <param name="run">Does it.</param>
    public static Command Create(Func<RunRequest, CancellationToken, Task<ExitCode>> run)
    {
        var file = CommonOptions.SweepFile();
        var folder = CommonOptions.Folder("--out", "the results folder (default: results/NAME-ID)");
        var silos = CommonOptions.Count("--silos", "silos in this process (default: 1); changes no result");
        var lanes = CommonOptions.Count("--lanes-per-batch", "lanes per batch, rounded up to whole groups (default: by measured speed); changes no result");
        var limit = CommonOptions.BatchLimit();
        var fresh = new Option<bool>("--fresh") { Description = "start over where there are results already" };
        var format = CommonOptions.Output(isTable: true);
        var set = CommonOptions.Set();
        var plugins = CommonOptions.Plugins();
        var command = new ExampleCommand(
            "run",
            "Runs a sweep in this process, writes a results folder. An unfinished sweep goes on from its last commit, a finished one is printed again.",
            "diffmh run sweeps/ising-specific-heat.yaml",
            "diffmh run sweeps/ising-specific-heat.yaml --set chain.draws=2000 --out results/longer",
            "diffmh run sweeps/gmm-ambiguity.yaml -q -o json")
        {
            file, folder, silos, lanes, limit, fresh, format, set, plugins,
        };
        var verbosity = new VerbosityOptions().AddTo(command);
        command.SetAction(async (parse, interruption) => (int)await run(
            new RunRequest(
                parse.GetRequiredValue(file),
                parse.GetValue(set) ?? [],
                parse.GetValue(plugins) ?? CommonOptions.DefaultPlugins,
                parse.GetValue(folder),
                parse.GetValue(silos) ?? 1,
                parse.GetValue(lanes),
                parse.GetValue(fresh),
                parse.GetValue(format),
                verbosity.Of(parse),
                parse.GetValue(limit)),
            interruption));
        return command;
    }
}

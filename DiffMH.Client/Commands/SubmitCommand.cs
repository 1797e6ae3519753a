using System.CommandLine;
using DiffMH.Client.Results;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh submit FILE</c>.</summary>
internal static class SubmitCommand
{
    /// <summary>The command.</summary>
    /// <param name="submit">Does it.</param>
    public static Command Create(Func<SubmitRequest, CancellationToken, Task<ExitCode>> submit)
    {
        var file = CommonOptions.SweepFile();
        var watch = new Option<bool>("--watch") { Description = "then follow the sweep to its end, as watch does" };
        var priority = new Option<SweepPriority?>("--priority") { Description = "how much it matters beside other sweeps, as priority changes it (default: as it is, normal at first)" }.OneOf("--priority", PriorityWord.All);
        var set = CommonOptions.Set();
        var plugins = CommonOptions.Plugins();
        var command = new ExampleCommand(
            "submit",
            "Hands a sweep to the silos of a store, prints its id. A sweep that is there already is not submitted twice; a paused or cancelled one goes on.",
            "diffmh submit sweeps/ising-specific-heat.yaml",
            "diffmh submit sweeps/gmm-ambiguity.yaml --set chain.draws=2000 --watch",
            "diffmh submit sweeps/gmm-schemes.yaml --priority low -o json")
        {
            file, watch, priority, set, plugins,
        };
        var options = StoreOptions.AddTo(command, isTable: false);
        command.SetAction(async (parse, interruption) => (int)await submit(
            new(
                parse.GetRequiredValue(file),
                parse.GetValue(set) ?? [],
                parse.GetValue(plugins) ?? CommonOptions.DefaultPlugins,
                parse.GetValue(priority),
                parse.GetValue(watch),
                options.Of(parse)),
            interruption));
        return command;
    }
}

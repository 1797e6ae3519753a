using System.CommandLine;

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
        var set = CommonOptions.Set();
        var plugins = CommonOptions.Plugins();
        var command = new ExampleCommand(
            "submit",
            "Hands a sweep to the silos of a store and prints its id. A sweep that is there already is not submitted twice; a paused or cancelled one goes on.",
            "diffmh submit sweeps/ising-specific-heat.yaml",
            "diffmh submit sweeps/gmm-ambiguity.yaml --set chain.draws=2000 --watch",
            "diffmh submit sweeps/gmm-schemes.yaml -o json")
        {
            file, watch, set, plugins,
        };
        var options = StoreOptions.AddTo(command, isTable: false);
        command.SetAction(async (parse, interruption) => (int)await submit(
            new(
                parse.GetRequiredValue(file),
                parse.GetValue(set) ?? [],
                parse.GetValue(plugins) ?? CommonOptions.DefaultPlugins,
                parse.GetValue(watch),
                options.Of(parse)),
            interruption));
        return command;
    }
}

using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh watch ID</c>.</summary>
internal static class WatchCommand
{
    /// <summary>The command.</summary>
    /// <param name="watch">Does it.</param>
    public static Command Create(Func<SweepRequest, CancellationToken, Task<ExitCode>> watch)
    {
        var sweep = CommonOptions.Sweep();
        var command = new ExampleCommand(
            "watch",
            "Follows a sweep to its end and prints its results. Ctrl-C leaves; the sweep goes on. Any number may watch, and silos may be started again meanwhile.",
            "diffmh watch ising-specific-heat",
            $"diffmh watch {ExampleCommand.SomeId} -q -o json")
        {
            sweep,
        };
        var options = StoreOptions.AddTo(command, isTable: true);
        command.SetAction(async (parse, detach) => (int)await watch(new(parse.GetRequiredValue(sweep), options.Of(parse)), detach));
        return command;
    }
}

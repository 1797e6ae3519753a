using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh status ID</c>.</summary>
internal static class StatusCommand
{
    /// <summary>The command.</summary>
    /// <param name="show">Does it.</param>
    public static Command Create(Func<SweepRequest, CancellationToken, Task<ExitCode>> show)
    {
        var sweep = CommonOptions.Sweep();
        var command = new ExampleCommand(
            "status",
            "Shows how far a sweep is. Points are shown where there are not many, else those at work. Reads the store itself where no silo runs.",
            "diffmh status ising-specific-heat",
            $"diffmh status {ExampleCommand.SomeId} -o json")
        {
            sweep,
        };
        var options = StoreOptions.AddTo(command, isTable: true);
        command.SetAction(async (parse, cancellation) => (int)await show(new(parse.GetRequiredValue(sweep), options.Of(parse)), cancellation));
        return command;
    }
}

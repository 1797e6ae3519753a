using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh pause|resume|cancel ID</c>.</summary>
internal static class SteerCommand
{
    /// <summary>The command.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="description">What it does.</param>
    /// <param name="steer">Does it.</param>
    public static Command Create(string name, string description, Func<SweepRequest, CancellationToken, Task<ExitCode>> steer)
    {
        var sweep = CommonOptions.Sweep();
        var command = new ExampleCommand(name, description, $"diffmh {name} ising-specific-heat", $"diffmh {name} {ExampleCommand.SomeId} -o json") { sweep };
        var options = StoreOptions.AddTo(command, isTable: false);
        command.SetAction(async (parse, cancellation) => (int)await steer(new(parse.GetRequiredValue(sweep), options.Of(parse)), cancellation));
        return command;
    }
}

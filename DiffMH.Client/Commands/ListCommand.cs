using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh list</c>.</summary>
internal static class ListCommand
{
    /// <summary>The command.</summary>
    /// <param name="list">Does it.</param>
    public static Command Create(Func<StoreRequest, CancellationToken, Task<ExitCode>> list)
    {
        var command = new ExampleCommand(
            "list",
            "Lists the sweeps of a store, the latest first. Reads the store itself where no silo runs.",
            "diffmh list",
            "diffmh list -o json",
            "diffmh list --store sqlite:state.db");
        var options = StoreOptions.AddTo(command, isTable: true);
        command.SetAction(async (parse, cancellation) => (int)await list(options.Of(parse), cancellation));
        return command;
    }
}

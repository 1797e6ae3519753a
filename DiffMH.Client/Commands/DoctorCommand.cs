using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh doctor</c>.</summary>
internal static class DoctorCommand
{
    /// <summary>The command.</summary>
    /// <param name="examine">Examines a store and its silos.</param>
    public static Command Create(Func<StoreRequest, CancellationToken, Task<ExitCode>> examine)
    {
        var command = new ExampleCommand(
            "doctor",
            "Says what is wrong with a store and its silos. Also what to do about it; changes nothing. Ends with 0 where nothing is wrong but for warnings, "
                + "with 4 where the store or its silos cannot be reached, with 1 for any other problem.",
            "diffmh doctor",
            "diffmh doctor -o json");
        var options = StoreOptions.AddTo(command, isTable: false);
        command.SetAction(async (parse, cancellation) => (int)await examine(options.Of(parse), cancellation));
        return command;
    }
}

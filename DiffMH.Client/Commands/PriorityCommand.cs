using System.CommandLine;
using DiffMH.Client.Results;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh priority ID low|normal|high</c>.</summary>
internal static class PriorityCommand
{
    /// <summary>The command.</summary>
    /// <param name="prioritize">Does it.</param>
    public static Command Create(Func<PriorityRequest, CancellationToken, Task<ExitCode>> prioritize)
    {
        var sweep = CommonOptions.Sweep();
        var priority = new Argument<SweepPriority>("LEVEL") { Description = "how much it is to matter beside other sweeps" }.OneOf(PriorityWord.All);
        var command = new ExampleCommand(
            "priority",
            "Has a sweep matter more or less beside others. While several have work waiting, one of high priority gets four times the time of a normal one, and that four times the time of a low one. No result changes.",
            "diffmh priority ising-specific-heat high",
            $"diffmh priority {ExampleCommand.SomeId} low -o json")
        {
            sweep, priority,
        };
        var options = StoreOptions.AddTo(command, isTable: false);
        command.SetAction(async (parse, cancellation) => (int)await prioritize(new(parse.GetRequiredValue(sweep), parse.GetValue(priority), options.Of(parse)), cancellation));
        return command;
    }
}

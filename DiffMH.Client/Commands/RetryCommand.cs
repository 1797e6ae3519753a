using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh retry ID</c>.</summary>
internal static class RetryCommand
{
    /// <summary>The command.</summary>
    /// <param name="retry">Does it.</param>
    public static Command Create(Func<RetryRequest, CancellationToken, Task<ExitCode>> retry)
    {
        var sweep = CommonOptions.Sweep();
        var state = new Option<RunState?>("--state") { Description = "only points that failed by their model or settings, or only those given up by no fault of theirs (default: both)" }.OneOf("--state", "failed", "lost");
        var command = new ExampleCommand(
            "retry",
            "Runs points again that failed or were lost. They go on from where they failed, or begin anew where single replicates did; all others stay as they are.",
            "diffmh retry ising-specific-heat",
            "diffmh retry 3f2a --state lost")
        {
            sweep, state,
        };
        var options = StoreOptions.AddTo(command, isTable: false);
        command.SetAction(async (parse, cancellation) => (int)await retry(new(new(parse.GetRequiredValue(sweep), options.Of(parse)), parse.GetValue(state)), cancellation));
        return command;
    }
}

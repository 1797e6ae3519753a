using System.CommandLine;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh cluster status</c>.</summary>
internal static class ClusterCommand
{
    /// <summary>The command.</summary>
    /// <param name="show">Shows the silos of a store.</param>
    public static Command Create(Func<StoreRequest, CancellationToken, Task<ExitCode>> show)
    {
        var status = new ExampleCommand(
            "status",
            "Shows the silos of a store: threads, versions, plugins, how busy they are, and whether they give the same bits.",
            "diffmh cluster status",
            "diffmh cluster status -o json");
        var verbosity = new VerbosityOptions();
        var options = StoreOptions.AddTo(status, isTable: true, verbosity);
        status.SetAction(async (parse, cancellation) => (int)await show(options.Of(parse), cancellation));
        var group = new ExampleCommand("cluster", "Looks at the silos of a store.", "diffmh cluster status") { status };
        verbosity.AddTo(group);
        return group;
    }
}

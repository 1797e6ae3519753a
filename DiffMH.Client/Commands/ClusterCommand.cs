using System.CommandLine;
using DiffMH.Client.Completion;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh cluster status|certs</c>.</summary>
internal static class ClusterCommand
{
    /// <summary>The command.</summary>
    /// <param name="show">Shows the silos of a store.</param>
    /// <param name="makeCertificates">Makes certificates in a folder.</param>
    public static Command Create(Func<StoreRequest, CancellationToken, Task<ExitCode>> show, Func<string, OutputFormat, Task<ExitCode>> makeCertificates)
    {
        var status = new ExampleCommand(
            "status",
            "Shows the silos of a store: threads, versions, plugins, how busy they are, and whether they give the same bits.",
            "diffmh cluster status",
            "diffmh cluster status -o json");
        var verbosity = new VerbosityOptions();
        var options = StoreOptions.AddTo(status, isTable: true, verbosity);
        status.SetAction(async (parse, cancellation) => (int)await show(options.Of(parse), cancellation));
        var group = new ExampleCommand("cluster", "Looks at silos, and makes certificates for them.", "diffmh cluster status")
        {
            status, Certificates(makeCertificates, verbosity),
        };
        verbosity.AddTo(group);
        return group;
    }

    private static ExampleCommand Certificates(Func<string, OutputFormat, Task<ExitCode>> make, VerbosityOptions verbosity)
    {
        var folder = new Argument<string>("FOLDER") { Description = "where the files are made; what is there is never overwritten", HelpName = "FOLDER" };
        folder.CompletionSources.Add(new PathSuggestions().For);
        var format = CommonOptions.Output(isTable: false);
        var command = new ExampleCommand(
            "certs",
            "Makes certificates for TLS between silos and clients: an authority of the cluster's own (ca.pem, ca.key), and of it one for silos (silo.pem, silo.key) and one for clients (client.pem, client.key). "
                + "In a folder that has the authority only what is missing is made: to renew a certificate, move its two files away.",
            "diffmh cluster certs certificates",
            "diffmh cluster certs certificates-of-another-cluster -o json")
        {
            folder, format,
        };
        verbosity.AddTo(command);
        command.SetAction(async (parse, _) => (int)await make(parse.GetRequiredValue(folder), parse.GetValue(format)));
        return command;
    }
}

using DiffMH.Client.Reports;
using DiffMH.Client.Results;
using DiffMH.Client.Results.Document;
using DiffMH.Client.Sources;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>cluster status</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class ShowCluster(Terminal terminal)
{
    /// <summary>Shows the silos.</summary>
    public async Task<ExitCode> Run(StoreRequest request, CancellationToken cancellation)
    {
        var talk = new Talk(terminal, request.Verbosity);
        var stores = new Stores(terminal, request, talk);
        await using var cluster = await stores.Connect(cancellation);
        var silos = await ReportedSilos.Of(cluster, stores.Reconnection(cancellation), terminal.Time, cancellation);
        var document = ClusterDocument.Of($"{stores.Address}", silos);
        await terminal.Print(request.Format, document, () => ClusterTable.Render(document), writer => SiloRows.Write(writer, document));
        foreach (var warning in ClusterTable.Warnings(document).Concat(cluster.StoreWarnings))
        {
            talk.Warn(warning);
        }

        return ExitCode.Done;
    }
}

using DiffMH.Client.Reports;
using DiffMH.Client.Results;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>list</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class ListSweeps(Terminal terminal)
{
    /// <summary>Lists the sweeps.</summary>
    public async Task<ExitCode> Run(StoreRequest request, CancellationToken cancellation)
    {
        var stores = new Stores(terminal, request, new Talk(terminal, request.Verbosity));
        await using var source = await stores.Read(cancellation);
        var sweeps = await source.List();
        await terminal.Print(
            request.Format,
            sweeps,
            () => sweeps.IsEmpty
                ? $"No sweeps in {stores.Address}. Submit one with: {request.Line("submit", "FILE")}\n"
                : SweepList.Table(sweeps, terminal.Time.LocalTimeZone).ToString(),
            writer => SweepRows.Write(writer, sweeps));
        return ExitCode.Done;
    }
}

using System.Text;
using DiffMH.Client.Results;
using DiffMH.Client.Sources;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>export</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class ExportTable(Terminal terminal)
{
    /// <summary>Writes a table to a file or to standard output.</summary>
    public async Task<ExitCode> Run(ExportRequest request, CancellationToken cancellation)
    {
        var talk = new Talk(terminal, request.Of.On.Verbosity);
        var stores = new Stores(terminal, request.Of.On, talk);
        await using var source = await stores.Read(cancellation);
        var found = SweepFinder.Find(await source.List(), request.Of.Sweep, $"{stores.Address}");
        var sweep = await source.Frozen(found.Id) ?? throw new InvalidOperationException($"The sweep {found.Id} is listed and not there.");
        var export = new SweepExport(source, sweep, new());
        Func<ITableWriter, Task> write = request.What == ExportedTable.Trace ? writer => export.WriteTrace(writer, found.State) : writer => export.WritePoints(writer, found.State);
        if (request.Out is null)
        {
            await write(Text(request.As, terminal.Output));
            return ExitCode.Done;
        }

        await AtomicFile.WriteAsync(request.Out, stream => Write(stream, request.As, write));
        talk.Say($"{(request.What == ExportedTable.Trace ? "the trace" : "the points")} of {sweep.Name} are in {request.Out}");
        return ExitCode.Done;
    }

    private static async Task Write(Stream stream, TableFormat format, Func<ITableWriter, Task> write)
    {
        if (format == TableFormat.Parquet)
        {
            await write(new ParquetRows(stream));
            return;
        }

        await using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await write(Text(format, text));
    }

    private static ITableWriter Text(TableFormat format, TextWriter output) =>
        format == TableFormat.Csv ? new CsvRows(output) : new JsonRows(output, inLines: format == TableFormat.Ndjson);
}

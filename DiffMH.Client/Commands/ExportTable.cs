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
        var found = await SweepFinder.Find(source, request.Of.Sweep, $"{stores.Address}", request.Of.On, terminal.Time.LocalTimeZone);
        var sweep = await source.Frozen(found.Id) ?? throw new InvalidOperationException($"The sweep {found.Id} is listed and not there.");
        var export = new SweepExport(source, sweep, new());
        var (name, write) = Table(request.What, sweep, export, async () => (await source.Status(found.Id)).State);
        if (request.Out is null)
        {
            await write(Text(request.As, terminal.Output));
            return ExitCode.Done;
        }

        await AtomicFile.WriteAsync(request.Out, stream => Write(stream, request.As, write));
        talk.Say($"{name} of {sweep.Name} {(request.What == ExportedTable.Points ? "are" : "is")} in {request.Out}");
        return ExitCode.Done;
    }

    /// <summary>What a table is called, and what writes it.</summary>
    /// <exception cref="CommandException">The sweep has no such table.</exception>
    private static (string Name, Func<ITableWriter, Task> Write) Table(ExportedTable what, FrozenSweep sweep, SweepExport export, Func<Task<RunState>> state) => what switch
    {
        ExportedTable.Points => ("the points", async writer => await export.WritePoints(writer, await state())),
        ExportedTable.Trace => ("the trace", async writer => await export.WriteTrace(writer, await state())),
        _ when export.HasGradient => ("the gradient", export.WriteGradient),
        _ => throw new CommandException(
            ExitCode.Usage,
            $"{sweep.Name} has no table of its gradient by components: no point of it has more than {EstimatorSettings.MostParameters} parameters. Each derivative has columns of its own in --what points and --what trace."),
    };

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

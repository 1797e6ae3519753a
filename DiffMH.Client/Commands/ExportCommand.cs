using System.CommandLine;
using DiffMH.Client.Completion;

namespace DiffMH.Client.Commands;

/// <summary><c>diffmh export ID</c>.</summary>
internal static class ExportCommand
{
    /// <summary>The command.</summary>
    /// <param name="export">Does it.</param>
    public static Command Create(Func<ExportRequest, CancellationToken, Task<ExitCode>> export)
    {
        var sweep = CommonOptions.Sweep();
        var format = new Option<TableFormat?>("--format") { Description = "the format (default: by the end of the file's name; csv where there is none)" }
            .OneOf("--format", "csv", "parquet", "json", "ndjson");
        var what = new Option<ExportedTable>("--what")
        {
            Description = "points: a row for each point; trace: for each point, replicate and iteration; gradient: for each point and component, where there are too many for columns (default: points)",
        }.OneOf("--what", "points", "trace", "gradient");
        var file = new Option<string>("--out") { Description = "the file (default: standard output)", HelpName = "FILE" };
        file.CompletionSources.Add(new PathSuggestions(".csv", ".parquet", ".json", ".ndjson").For);
        var store = CommonOptions.Store();
        var command = new ExampleCommand(
            "export",
            "Writes one table of a sweep, so far or finally. Reads the store itself where no silo runs.",
            "diffmh export ising-specific-heat --format csv",
            "diffmh export ising-specific-heat --what trace --out trace.parquet",
            $"diffmh export {ExampleCommand.SomeId} --what trace --format ndjson --out trace.ndjson")
        {
            sweep, format, what, file, store,
        };
        var verbosity = new VerbosityOptions().AddTo(command);
        command.SetAction(async (parse, cancellation) => (int)await export(
            new(
                new(parse.GetRequiredValue(sweep), new(parse.GetValue(store), Verbosity: verbosity.Of(parse))),
                parse.GetValue(what),
                FormatOf(parse.GetValue(format), parse.GetValue(file)),
                parse.GetValue(file)),
            cancellation));
        return command;
    }

    private static TableFormat FormatOf(TableFormat? asked, string? file)
    {
        var end = Path.GetExtension(file)?.TrimStart('.') ?? "";
        var isNamed = Enum.TryParse<TableFormat>(end, ignoreCase: true, out var named) && Enum.IsDefined(named);
        if (asked is null && end.Length > 0 && !isNamed)
        {
            throw new CommandException(ExitCode.Usage, $"--out {file}: its name ends with .{end}, which is no format of a table here; it must end with .csv, .parquet, .json or .ndjson, or --format say which is meant.");
        }

        var format = asked ?? (isNamed ? named : TableFormat.Csv);
        return format == TableFormat.Parquet && file is null
            ? throw new CommandException(ExitCode.Usage, "--format parquet needs --out FILE: the format is binary, and standard output is for text.")
            : format;
    }
}

using DiffMH.Client.Results;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Commands;

/// <summary>Prints the answer of a command in the format asked for.</summary>
internal static class PrintAnswer
{
    /// <summary>Prints an answer.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="format">How.</param>
    /// <param name="document">The answer for programs.</param>
    /// <param name="text">The answer for people.</param>
    /// <param name="rows">Writes the answer as a table; null where it is none, and the command does not offer CSV.</param>
    public static Task Print<T>(this Terminal terminal, OutputFormat format, T document, Func<string> text, Func<ITableWriter, Task>? rows = null)
    {
        if (format == OutputFormat.Csv && rows is not null)
        {
            return rows(new CsvRows(terminal.Output));
        }

        terminal.Output.Write(format == OutputFormat.Json ? SummaryJson.Write(document) : text());
        return Task.CompletedTask;
    }
}

using DiffMH.Client.Reports;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Commands;

/// <summary>Prints what a sweep gave, the same for every command that does.</summary>
internal static class PrintResults
{
    /// <summary>Prints a summary.</summary>
    /// <returns>What the summary means for the exit code.</returns>
    public static ExitCode Print(this Terminal terminal, SummaryDocument summary, OutputFormat format)
    {
        terminal.Output.Write(format == OutputFormat.Json ? SummaryJson.Write(summary) : ResultTable.Render(summary));
        return CodeOf(summary.Sweep.State);
    }

    /// <summary>What the state of a sweep means for the exit code of a command that shows its results.</summary>
    public static ExitCode CodeOf(RunState state) => state switch
    {
        RunState.Failed => ExitCode.PointsFailed,
        RunState.Cancelled => ExitCode.Cancelled,
        _ => ExitCode.Done,
    };
}

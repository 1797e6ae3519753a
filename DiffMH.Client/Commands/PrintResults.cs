using DiffMH.Client.Reports;
using DiffMH.Client.Results;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Commands;

/// <summary>Prints what a sweep gave, the same for every command that does.</summary>
internal static class PrintResults
{
    /// <summary>Prints a summary.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="sweep">What was asked.</param>
    /// <param name="summary">What came out.</param>
    /// <param name="format">How.</param>
    /// <returns>What the summary means for the exit code.</returns>
    public static async Task<ExitCode> Print(this Terminal terminal, FrozenSweep sweep, SummaryDocument summary, OutputFormat format)
    {
        await terminal.Print(format, summary, () => ResultTable.Render(summary), writer => PointsFile.Write(writer, sweep, summary));
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

using DiffMH.Client.Inputs;
using DiffMH.Client.Plans;
using DiffMH.Client.Reports;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>plan</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class PlanSweep(Terminal terminal)
{
    /// <summary>Checks, counts and times; submits and stores nothing.</summary>
    public Task<ExitCode> Run(PlanRequest request, CancellationToken cancellation)
    {
        var input = SweepInput.Load(request.File, request.Overrides, request.Plugins);
        var talk = new Talk(terminal, request.Verbosity);
        talk.Detail($"{input.Plugins.Statuses.Length} plugins in {request.Plugins}; sweep {input.Sweep.Id} of {input.Sweep.Points.Length} points");
        cancellation.ThrowIfCancellationRequested();
        var plan = new SweepPlanner(input.Plugins.Catalogue, terminal.Time).Plan(input);
        talk.Detail("timed");
        terminal.Output.Write(request.Format == OutputFormat.Json ? SummaryJson.Write(plan) : PlanTable.Render(input.Sweep, plan, input.Plugins.Catalogue.DensityOf));
        return Task.FromResult(ExitCode.Done);
    }
}

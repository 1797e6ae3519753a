using DiffMH.Client.Compares;
using DiffMH.Client.Inputs;
using DiffMH.Client.Plans;
using DiffMH.Client.Reports;
using DiffMH.Client.Results;
using DiffMH.Client.Verification;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>plan</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class PlanSweep(Terminal terminal)
{
    /// <summary>Checks, counts and times; submits and stores nothing.</summary>
    public async Task<ExitCode> Run(PlanRequest request, CancellationToken cancellation)
    {
        var talk = new Talk(terminal, request.Verbosity);
        talk.Say($"diffmh {Provenance.OfProcess.Diffmh}: checking {request.File}");
        var input = SweepInput.Load(request.File, request.Overrides, request.Plugins, UserPilots.Of(talk, cancellation));
        RequiredCertificates.Check(input, terminal);
        talk.Detail($"{input.Plugins.Statuses.Length} plugins in {request.Plugins}; sweep {input.Sweep.Id} of {input.Sweep.Points.Length} points");
        cancellation.ThrowIfCancellationRequested();
        var plan = new SweepPlanner(input.Plugins.Catalogue, terminal.Time).Plan(input);
        talk.Detail("timed");
        await terminal.Print(request.Format, plan, () => PlanTable.Render(input.Sweep, plan, input.Plugins.Catalogue.DensityOf), writer => PlanRows.Write(writer, plan));
        return ExitCode.Done;
    }
}

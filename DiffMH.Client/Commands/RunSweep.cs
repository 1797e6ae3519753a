using DiffMH.Client.Inputs;
using DiffMH.Client.Progress;
using DiffMH.Client.Reports;
using DiffMH.Client.Results;
using DiffMH.Client.Results.Document;
using DiffMH.Silo.Hosting;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>run</c>: embedded silo, progress, results folder, summary.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class RunSweep(Terminal terminal)
{
    /// <summary>Runs, resumes or prints again.</summary>
    public async Task<ExitCode> Run(RunRequest request, CancellationToken interruption)
    {
        var display = Display(request);
        display.Say($"diffmh {Provenance.OfProcess.Diffmh}: starting {request.File}");
        var loaded = SweepInput.Load(request.File, request.Overrides, request.Plugins);
        using var folder = ResultsFolder.Open(request.Out ?? ResultsFolder.DefaultFor(loaded.Sweep));
        var isNew = Enter(folder, loaded, request);
        var before = folder.ReadSummary();
        if (before?.Sweep.State == RunState.Completed)
        {
            display.Say($"finished before; printed again from {folder.Path} (--fresh computes it anew)");
            return Print(before, request.Format);
        }

        display.Say(isNew ? $"results go to {folder.Path}" : $"going on in {folder.Path}");
        return await Compute(request, loaded, folder, TimeSpan.FromSeconds(before?.Sweep.WallSeconds ?? 0), display, interruption);
    }

    private IProgressDisplay Display(RunRequest request) => (request.Quiet, terminal.Screen) switch
    {
        (true, _) => new SilentProgress(),
        (_, { } screen) => new LiveProgress(screen, new TerminalKeyboard(), terminal.Time),
        _ => new PlainProgress(terminal.Error),
    };

    /// <summary>Makes the folder this sweep's; says whether it was nobody's before.</summary>
    private bool Enter(ResultsFolder folder, SweepInput loaded, RunRequest request)
    {
        if (request.Fresh)
        {
            folder.Clear();
        }

        var held = folder.ReadLock();
        if (held is null)
        {
            AtomicFile.Write(folder.SweepFile, loaded.AsRun);
            AtomicFile.Write(folder.LockFile, SummaryJson.Write(LockDocument.Of(loaded.Sweep)));
            return true;
        }

        if (held.Sweep != loaded.Sweep.Id)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{folder.Path} holds another sweep: {held.Name} with id {held.Sweep}, not {loaded.Sweep.Name} with id {loaded.Sweep.Id}. The sweep file, an override or a plugin differs. Give another folder with --out FOLDER, or replace it with --fresh.");
        }

        if (held.Provenance != Provenance.OfProcess)
        {
            terminal.Error.WriteLine($"Begun with {held.Provenance}, going on with {Provenance.OfProcess}: numbers may differ in the last bits from a run by one of them.");
        }

        return false;
    }

    private async Task<ExitCode> Compute(
        RunRequest request, SweepInput loaded, ResultsFolder folder, TimeSpan before, IProgressDisplay display, CancellationToken interruption)
    {
        var start = terminal.Time.GetTimestamp();
        var options = new EmbeddedClusterOptions
        {
            PluginFolder = request.Plugins,
            Plugins = loaded.Plugins,
            StatePath = folder.StateFile,
            LogPath = folder.LogFile,
            Silos = request.Silos,
        };
        await using var cluster = await EmbeddedCluster.StartAsync(options, interruption);
        var sweep = cluster.Grains.GetGrain<ISweepGrain>(loaded.Sweep.Id);
        var how = new RunOptions(request.LanesPerBatch);
        await sweep.Start(loaded.Sweep, how);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(interruption);
        var watched = new WatchedSweep(loaded.Sweep, sweep)
        {
            Leave = leaving.Cancel,
            Resume = () => sweep.Start(loaded.Sweep, how),
            Workforce = () => Task.FromResult<Workforce?>(new(options.Silos, Math.Max(options.Silos, options.ComputeThreads))),
            IsOfThisProcess = true,
        };
        var status = await display.Show(watched, report => new SweepWatch(sweep, terminal.Time).Follow(report, leaving.Token));
        var export = new SweepExport(sweep, loaded.Sweep, folder, new() { Density = loaded.Plugins.Catalogue.DensityOf, Command = request.ToReproduce });
        if (status.State is RunState.Completed or RunState.Failed)
        {
            var summary = await export.Finish(status.State, before + terminal.Time.GetElapsedTime(start));
            display.Say($"results are in {folder.Path}");
            return Print(summary, request.Format);
        }

        terminal.Error.WriteLine("interrupted: pausing at a commit (a second Ctrl-C leaves at once)");
        await sweep.Pause();
        await export.Pause(before + terminal.Time.GetElapsedTime(start));
        terminal.Error.WriteLine($"paused in {folder.Path}; this goes on, to the same bits:\n  {request.ToResume(ProgramName.OfProcess)}");
        return ExitCode.Interrupted;
    }

    private ExitCode Print(SummaryDocument summary, OutputFormat format)
    {
        terminal.Output.Write(format == OutputFormat.Json ? SummaryJson.Write(summary) : ResultTable.Render(summary));
        return summary.Sweep.State == RunState.Failed ? ExitCode.PointsFailed : ExitCode.Done;
    }
}

using DiffMH.Client.Compares;
using DiffMH.Client.Inputs;
using DiffMH.Client.Progress;
using DiffMH.Client.Reports;
using DiffMH.Client.Results;
using DiffMH.Client.Sources;
using DiffMH.Client.Verification;
using DiffMH.Engine.Sweeps;
using DiffMH.Silo.Hosting;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>run</c>: embedded silo, progress, results folder, summary.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class RunSweep(Terminal terminal)
{
    /// <summary>Runs, resumes or prints again.</summary>
    public async Task<ExitCode> Run(RunRequest request, CancellationToken interruption)
    {
        var talk = new Talk(terminal, request.Verbosity);
        talk.Say($"diffmh {Provenance.OfProcess.Diffmh}: starting {request.File}");
        var loaded = SweepInput.Load(request.File, request.Overrides, request.Plugins, UserPilots.Of(talk, interruption));
        RequiredCertificates.Check(loaded, terminal);
        talk.Detail($"{loaded.Plugins.Statuses.Length} plugins in {request.Plugins}; sweep {loaded.Sweep.Id} of {loaded.Sweep.Points.Length} points");
        using var folder = ResultsFolder.Open(request.Out ?? ResultsFolder.DefaultFor(loaded.Sweep));
        if (request.Fresh)
        {
            folder.Clear();
        }

        var isNew = folder.Claim(loaded.Sweep, loaded.AsRun, talk, loaded.Data);
        var before = folder.ReadSummary();
        if (before?.Sweep.State == RunState.Completed)
        {
            talk.Say($"finished before; printed again from {folder.Path} (--fresh computes it anew)");
            return await terminal.Print(loaded.Sweep, before, request.Format);
        }

        talk.Say(isNew ? $"results go to {folder.Path}" : $"going on in {folder.Path}");
        return await Compute(request, loaded, folder, talk, interruption);
    }

    private async Task<ExitCode> Compute(RunRequest request, SweepInput loaded, ResultsFolder folder, Talk talk, CancellationToken interruption)
    {
        var before = TimeSpan.FromSeconds(folder.ReadSummary()?.Sweep.WallSeconds ?? 0);
        var start = terminal.Time.GetTimestamp();
        var options = new EmbeddedClusterOptions
        {
            PluginFolder = request.Plugins,
            Plugins = loaded.Plugins,
            StatePath = folder.StateFile,
            LogPath = folder.LogFile,
            Silos = request.Silos,
            BatchLimit = request.BatchLimit is { } seconds ? TimeSpan.FromSeconds(seconds) : DiffMHOptions.DefaultBatchLimit,
        };
        await using var cluster = await EmbeddedCluster.StartAsync(options, interruption);
        talk.Detail($"{options.Silos} silo(s) with {options.ComputeThreads} threads, state in {options.StatePath}");
        var sweep = cluster.Grains.GetGrain<ISweepGrain>(loaded.Sweep.Id);
        var how = new RunOptions(request.LanesPerBatch);
        await DataTransfer.Send(cluster.Grains, loaded.Data.Values);
        await sweep.Start(loaded.Sweep, how);
        if (folder.ReadSummary()?.Sweep.State == RunState.Failed)
        {
            await Retry(sweep, talk);
        }

        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(interruption);
        var watched = new WatchedSweep(loaded.Sweep, sweep)
        {
            Leave = leaving.Cancel,
            Resume = () => sweep.Start(loaded.Sweep, how),
            Doubt = Doubt,
            Workforce = () => Task.FromResult<Workforce?>(new(options.Silos, Math.Max(options.Silos, options.ComputeThreads))),
            IsOfThisProcess = true,
        };
        var status = await talk.Display().Show(watched, report => new SweepWatch(sweep, terminal.Time).Follow(report, leaving.Token));
        await using var source = new ClusterSource(cluster.Grains);
        var export = new SweepExport(source, loaded.Sweep, new()
        {
            Density = loaded.Plugins.Catalogue.DensityOf, Doubt = Doubt, Command = request.ToReproduce,
        });
        if (status.State is RunState.Completed or RunState.Failed)
        {
            var summary = await export.Write(folder, status.State, before + terminal.Time.GetElapsedTime(start));
            talk.Say($"results are in {folder.Path}");
            return await terminal.Print(loaded.Sweep, summary, request.Format);
        }

        terminal.Error.WriteLine("interrupted: pausing at a commit (a second Ctrl-C leaves at once)");
        await sweep.Pause();
        await export.WriteSummary(folder, RunState.Paused, before + terminal.Time.GetElapsedTime(start));
        terminal.Error.WriteLine($"paused in {folder.Path}; this goes on, to the same bits:\n  {request.ToResume(ProgramName.OfProcess)}");
        return ExitCode.Interrupted;

        string? Doubt(PointSpec point) => EstimatorDoubt.Of(loaded.Plugins.Catalogue, point);
    }

    private static async Task Retry(ISweepGrain sweep, Talk talk)
    {
        try
        {
            await sweep.Retry(only: null);
            talk.Say("points that failed are tried again");
        }
        catch (InvalidOperationException refused)
        {
            talk.Say(refused.Message);   // its wall time is over: what it has is shown as it is
        }
    }
}

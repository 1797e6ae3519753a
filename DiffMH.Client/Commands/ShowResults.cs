using DiffMH.Client.Inputs;
using DiffMH.Client.Reports;
using DiffMH.Client.Results;
using DiffMH.Client.Results.Document;
using DiffMH.Client.Sources;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;
using DiffMH.Engine.Sweeps;
using DiffMH.Silo.Plugins;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>results</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class ShowResults(Terminal terminal)
{
    /// <summary>Prints what a sweep gave, and writes its folder where one is asked for.</summary>
    public async Task<ExitCode> Run(ResultsRequest request, CancellationToken cancellation)
    {
        var talk = new Talk(terminal, request.Of.On.Verbosity);
        var stores = new Stores(terminal, request.Of.On, talk);
        await using var source = await stores.Read(cancellation);
        var found = await SweepFinder.Find(source, request.Of.Sweep, $"{stores.Address}", request.Of.On, terminal.Time.LocalTimeZone);
        var sweep = await source.Frozen(found.Id) ?? throw new InvalidOperationException($"The sweep {found.Id} is listed and not there.");
        return await terminal.Print(sweep, await Summary(source, sweep, request.Out, talk, request.Plugins), request.Of.On.Format);
    }

    /// <summary>What a sweep gave.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="sweep">What was asked.</param>
    /// <param name="path">The folder to write all its results into; null for none.</param>
    /// <param name="talk">Where to say what is done.</param>
    /// <param name="plugins">The plugins folder; needed where a folder is written.</param>
    internal static async Task<SummaryDocument> Summary(ISweepSource source, FrozenSweep sweep, string? path, Talk talk, string plugins = "")
    {
        var status = await source.Status(sweep.Id);
        if (status.State is not (RunState.Completed or RunState.Failed))
        {
            talk.Say($"{status.Name} is {ResultTable.StateName(status.State)}: this is what its points gave so far");
        }

        talk.Detail($"sweep {sweep.Id} of {sweep.Points.Length} points");
        var wall = TimeSpan.FromSeconds(status.WorkSeconds);
        if (path is null)
        {
            return await new SweepExport(source, sweep, new()).Summary(status.State, wall);
        }

        using var folder = ResultsFolder.Open(path);
        var data = await SentData.Fetch(source, sweep, talk);
        folder.Claim(sweep, AsSubmitted(sweep), talk, data);
        var summary = await new SweepExport(source, sweep, Sources(sweep, plugins, data)).Write(folder, status.State, wall);
        talk.Say($"results are in {folder.Path}");
        return summary;
    }

    /// <summary>What the plugins folder adds to a report: densities, doubts about estimators, and the command that computes it again; the latter two need plugins to the bit.</summary>
    private static ReportSources Sources(FrozenSweep sweep, string folder, IReadOnlyDictionary<string, DataFile> data)
    {
        var catalogue = (Directory.Exists(folder) ? PluginSet.Load(folder).Catalogue : ModelCatalogue.Empty).With(new KnownData(data.Values));
        var isKnown = sweep.Plugins.All(plugin => catalogue.Find(plugin) is not null);
        var known = isKnown ? folder : "FOLDER";
        var hasData = data.Count == (sweep.Data.IsDefault ? 0 : sweep.Data.Length);
        return new()
        {
            Density = catalogue.DensityOf,
            Doubt = isKnown && hasData ? point => EstimatorDoubt.Of(catalogue, point) : _ => null,
            Command = file => RunRequest.ToReproduce(file, known is "FOLDER" || known == CommonOptions.DefaultPlugins ? known : Path.GetFullPath(known)),
        };
    }

    /// <summary>A sweep file that gives this very sweep.</summary>
    private static string AsSubmitted(FrozenSweep sweep) =>
        $"# {sweep.Name} as it was submitted, with all defaults filled in\n{YamlText.Of(FrozenText.Document(sweep))}";
}

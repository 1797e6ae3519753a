using DiffMH.Client;
using DiffMH.Client.Inputs;
using DiffMH.Engine.Models;
using DiffMH.Engine.Sweeps;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Client;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Security;

/// <summary>How much is taken at once, from files and from whoever calls.</summary>
public sealed class BoundsTests : IDisposable
{
    private static readonly ModelCatalogue Catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;
    private static readonly FrozenSweep Sweep = SweepOf.Freeze(SweepOf.Ising, Catalogue);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string> Oversized { get; } = new()
    {
        { "id", "its id must be letters, digits" },
        { "name", "its name must be letters, digits" },
        { "lines", "its name must be letters, digits" },
        { "document", "its document has 33,554,433 characters; it must be one of at most 33,554,432" },
        { "points", "it has 100,001 points; there must be 1 … 100,000" },
        { "no points", "it has 0 points" },
        { "plugins", "it names too many plugins" },
        { "data", "it has 10,001 data files; there must be at most 10,000" },
        { "path", "with paths of at most 4,096 characters" },
        { "index", "point 1 is numbered 0" },
        { "replicates", "point 0 has 1000001 replicates; there must be 1 … 1,000,000" },
        { "chains", "point 0 has 0 chains; there must be 1 … 1,000,000" },
        { "lanes", "point 0: chain.chains: found 10,000 chains for each of 10,000 replicates" },
        { "draws", "point 0 has a warm-up of 2, -1 draws and every 1th kept" },
        { "iterations", "point 0 has 0 iterations" },
        { "parameters", "point 0 has derivatives for 4,097 parameters; there must be at most 4,096" },
        { "no parameters", "point 0 has derivatives for no list of parameters" },
        { "steps", "point 0 has 2 steps of difference quotients for 1 parameters; there must be one for each, or none" },
        { "differences", "point 0: chain.chains: found 2,000 chains for each of 2,000 replicates at 3 values of the parameters, for their differences, 12,000,000 in all" },
    };

    [Theory]
    [MemberData(nameof(Oversized))]
    public void What_is_submitted_past_the_reader_of_sweep_files_keeps_its_bounds(string what, string expected)
    {
        var point = Sweep.Points[0];
        FrozenSweep Points(PointSpec first) => Sweep with { Points = Sweep.Points.SetItem(0, first) };
        var sweep = what switch
        {
            "id" => Sweep with { Id = "../other" },
            "name" => Sweep with { Name = new string('n', 101) },
            "lines" => Sweep with { Name = "two\nlines" },
            "document" => Sweep with { Document = new string(' ', SweepBounds.MostDocument + 1) },
            "points" => Sweep with { Points = [.. Enumerable.Range(0, 100_001).Select(index => point with { Index = index })] },
            "no points" => Sweep with { Points = default },
            "plugins" => Sweep with { Plugins = [.. Enumerable.Repeat(point.Plugin, 10_001)] },
            "data" => Sweep with { Data = [.. Enumerable.Repeat(new DataName("a", "b"), 10_001)] },
            "path" => Sweep with { Data = [new(new string('a', 4097), "b")] },
            "index" => Sweep with { Points = [point, point] },
            "replicates" => Points(point with { Replicates = 1_000_001 }),
            "chains" => Points(point with { Chain = point.Chain with { Chains = 0 } }),
            "lanes" => Points(point with { Replicates = 10_000, Chain = point.Chain with { Chains = 10_000 } }),
            "draws" => Points(point with { Chain = point.Chain with { Draws = -1 } }),
            "parameters" => Points(point with { Estimator = point.Estimator with { Wrt = [.. Enumerable.Repeat("T", 4097)] } }),
            "no parameters" => Points(point with { Estimator = point.Estimator with { Wrt = default } }),
            "steps" => Points(point with { Estimator = point.Estimator with { Wrt = ["T"], Steps = Vector.Of(0.1, 0.1) } }),
            "differences" => Points(point with { Replicates = 2_000, Chain = point.Chain with { Chains = 2_000 }, Estimator = point.Estimator with { Wrt = ["T"], Steps = Vector.Of(0.1) } }),
            _ => Points(point with { Optimizer = point.Optimizer! with { Iterations = 0 } }),
        };
        Assert.Contains(expected, SweepBounds.ProblemOf(sweep));
    }

    [Fact]
    public void Sweeps_of_sweep_files_are_within_them() => Assert.Null(SweepBounds.ProblemOf(Sweep));

    [Fact]
    public async Task A_silo_takes_nothing_beyond_them_and_goes_on()
    {
        using var store = new SqliteTestStore();
        await using var cluster = await SiloAndClient.Start(store.Address);
        var huge = Sweep with { Id = "huge", Points = [Sweep.Points[0] with { Replicates = int.MaxValue }] };
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(huge, new(LanesPerBatch: null)));
        Assert.Contains("The sweep huge is not taken: point 0 has 2147483647 replicates", error.Message);
        var data = cluster.Grains.GetGrain<IDataGrain>(new string('a', 64));
        await Refuses(() => data.Put(0, 17, [1]), "Segment 0 of 17 with 1 bytes is not taken");
        await Refuses(() => data.Put(-1, 1, [1]), "Segment -1 of 1");
        await Refuses(() => data.Put(0, 1, new byte[IDataGrain.SegmentBytes + 1]), "with 4194305 bytes");
        await Refuses(() => cluster.Grains.GetGrain<IDataGrain>("../data").Put(0, 1, [1]), "its key is its hash");
        Assert.Equal(SweepOf.LocalDigest(Sweep, Catalogue), await SweepOf.Run(Sweep, cluster.Grains));
        var grain = cluster.Grains.GetGrain<ISweepGrain>(Sweep.Id);
        Assert.Equal(2, (await grain.Points(0, int.MaxValue)).Length);
        Assert.Empty(await grain.Points(0, int.MinValue));
        Assert.Equal(0, (await grain.Trace(0, int.MinValue)).Rows);
        Assert.Equal(0, (await grain.Trace(0, int.MaxValue)).Rows);
        Assert.Equal(0, (await grain.Gradient(0, int.MinValue, int.MaxValue)).Values.Count);

        static async Task Refuses(Func<Task> call, string expected) => Assert.Contains(expected, (await Assert.ThrowsAsync<InvalidOperationException>(call)).Message);
    }

    [Fact]
    public async Task Files_are_not_read_beyond_what_anybody_needs()
    {
        var file = folder.Write("huge.yaml", new string('#', BoundedFile.MostSweepBytes + 1));
        var (code, _, error) = await Session.Run(TestContext.Current.CancellationToken, "plan", file);
        Assert.Equal(ExitCode.Usage, code);
        Assert.EndsWith($"Cannot read the sweep file '{file}': It is larger than 16,777,216 bytes, the most that such a file may have.", error.Trim());
        Assert.Equal(5, BoundedFile.Read(folder.Write("five", "12345"), 5).Length);
        Assert.Throws<IOException>(() => BoundedFile.Read(folder.File("five"), 4));
    }

    [Fact]
    public async Task A_linked_file_of_points_does_not_lead_out_of_the_sweep_files_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("points.csv", "model.parameters.T\n4\n");
        File.CreateSymbolicLink(folder.File("points.csv"), elsewhere.File("points.csv"));
        Directory.CreateSymbolicLink(folder.File("more"), elsewhere.Path);
        foreach (var name in new[] { "points.csv", "more/points.csv" })
        {
            var file = folder.Write("sweep.yaml", $"{SweepTexts.Small.Split("design:")[0]}design: {{ points: {{ csv: {name} }} }}\n");
            var (code, _, error) = await Session.Run(TestContext.Current.CancellationToken, "plan", file);
            Assert.Equal(ExitCode.InvalidSweep, code);
            Assert.Contains($"found \"{name}\", a link that leaves the sweep file's folder", error);
        }
    }
}

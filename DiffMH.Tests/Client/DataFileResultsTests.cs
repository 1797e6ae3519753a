using System.Text.Json;
using DiffMH.Client;
using DiffMH.Client.Commands;
using DiffMH.Client.Results.Document;
using DiffMH.Client.Sources;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Support;
using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Client;

/// <summary>Results of sweeps with data files, from silos and from their store alone: the folder can be run again, tables can be exported.</summary>
public sealed class DataFileResultsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Store => $"sqlite:{folder.File("state.db")}";

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("design:\n  cross:\n    - model.parameters.edges: [graphs/ring.txt]\n")]
    public async Task A_results_folder_has_the_data_files_under_their_names_and_can_be_run_again(string design)
    {
        RingText.Write(folder.Path);
        string digest;
        await using (var silo = await RunningSilo.Start(folder.File("state.db")))
        {
            var (_, submitted, _) = await silo.Run("submit", folder.Write("ring.yaml", RingText.Text + design), "--watch", "-q", "-o", "json");
            digest = SummaryJson.Read<SummaryDocument>(submitted).Sweep.Digest!;
            await silo.Run("results", "ring", "--out", folder.File("live"), "-q");
        }

        await Read("results", "ring", "--out", folder.File("rest"), "-q");
        foreach (var results in (string[])["live", "rest"])
        {
            Assert.Equal(File.ReadAllText(folder.File("graphs/ring.txt")), File.ReadAllText(folder.File($"{results}/graphs/ring.txt")));
            Assert.DoesNotContain(DataFile.Scheme, File.ReadAllText(folder.File($"{results}/sweep.yaml")));
            var (code, output, error) = await Session.Run(CancellationToken.None, "run", folder.File($"{results}/sweep.yaml"), "--out", folder.File($"{results}-again"), "-q", "-o", "json");
            Assert.True(code == ExitCode.Done, error);
            Assert.Equal(digest, SummaryJson.Read<SummaryDocument>(output).Sweep.Digest);
        }
    }

    [Fact]
    public async Task A_run_that_its_wall_time_ended_is_repeated_with_its_data_file()
    {
        RingText.Write(folder.Path, sites: 9);
        var text = RingText.Text.With("mode: gradient", "mode: optimize").With("evaluate:", "maximize:").With("wrt: [J, h]", "wrt: h")
            + "optimizer: { learning_rate: 0.001, iterations: 200000 }\nstop: { wall_time: \"00:00:01\" }\n";
        var (_, first, _) = await Session.Run(CancellationToken.None, "run", folder.Write("ring.yaml", text), "--out", folder.File("out"), "-q", "-o", "json");
        var (code, again, error) = await Session.Run(CancellationToken.None, "run", folder.File("out/replay.yaml"), "--out", folder.File("again"), "-q", "-o", "json");
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(SummaryJson.Read<SummaryDocument>(first).Sweep.Digest, SummaryJson.Read<SummaryDocument>(again).Sweep.Digest);
    }

    [Fact]
    public async Task The_gradient_by_components_is_exported_in_every_format()
    {
        RingText.Write(folder.Path);
        await Session.Run(CancellationToken.None, "run", folder.Write("ring.yaml", RingText.Text), "--out", folder.File("out"), "-q");
        await using (var silo = await RunningSilo.Start(folder.File("state.db")))
        {
            await silo.Run("submit", folder.File("ring.yaml"), "--watch", "-q");
        }

        var csv = (await Read("export", "ring", "--what", "gradient")).TrimEnd().Split('\n');
        Assert.Equal("point,parameter,component,gradient,gradient_mcse", csv[0]);
        Assert.Equal(RingText.Sites + 1, csv.Length - 1);
        Assert.StartsWith("0,J,0,", csv[1]);
        Assert.StartsWith("0,h,0,", csv[^1]);
        var json = JsonDocument.Parse(await Read("export", "ring", "--what", "gradient", "--format", "json")).RootElement;
        var lines = (await Read("export", "ring", "--what", "gradient", "--format", "ndjson")).TrimEnd().Split('\n');
        Assert.Equal((csv.Length - 1, csv.Length - 1), (json.GetArrayLength(), lines.Length));
        await Read("export", "ring", "--what", "gradient", "--out", folder.File("gradient.parquet"));
        Assert.Equal(File.ReadAllBytes(folder.File("out/gradient.parquet")), File.ReadAllBytes(folder.File("gradient.parquet")));
    }

    [Fact]
    public async Task A_data_file_that_is_damaged_in_the_store_is_warned_of_and_mended_by_submitting_again()
    {
        RingText.Write(folder.Path);
        var hash = DataFile.Of(File.ReadAllBytes(folder.File("graphs/ring.txt"))).Hash;
        string[] submit = ["submit", folder.Write("ring.yaml", RingText.Text), "--watch", "-q"];
        await using (var silo = await RunningSilo.Start(folder.File("state.db")))
        {
            await silo.Run(submit);
        }

        using (var store = SqliteStore.Open(folder.File("state.db")))
        {
            var row = store.Read($"data/{hash}", "segment/0")!.Value;
            row.Payload[^100] ^= 1;
            Assert.True(store.Write($"data/{hash}", "segment/0", row.Version, row.Payload).IsWritten);
        }

        var (code, _, error) = await Session.Run(CancellationToken.None, "results", "ring", "--out", folder.File("damaged"), "-q", "--store", Store);
        Assert.Equal(ExitCode.Done, code);
        Assert.StartsWith($"warning: The data file sha256:{hash} is damaged in the store: ", error);
        Assert.Contains("Submit or run the sweep again from the folder that has the file: it is stored anew. The sweep cannot be run again from the results folder alone: it lacks graphs/ring.txt.", error);

        await using var again = await RunningSilo.Start(folder.File("state.db"));
        await again.Run(submit);
        (_, _, error) = await again.Run("results", "ring", "--out", folder.File("mended"), "-q");
        Assert.Empty(error);
        Assert.True(File.Exists(folder.File("mended/graphs/ring.txt")));
    }

    [Fact]
    public async Task A_path_that_another_program_submitted_is_not_followed_out_of_the_results_folder()
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        using var store = StoreReader.Open(StoreAddress.Sqlite(EmptyStore()));
        var sweep = Samples.Sweep with { Data = [new("../evil.txt", new string('a', 64)), new("good.txt", new string('b', 64))] };
        Assert.Empty(await SentData.Fetch(new StoreSource(store), sweep, new Talk(Terminal.Piped(output, error), Verbosity.Quiet)));
        var said = $"{error}".TrimEnd().Split('\n');
        Assert.StartsWith("warning: The data file \"../evil.txt\" must be written as a path down", said[0]);
        Assert.StartsWith($"warning: The data file sha256:{new string('b', 64)} is not in the store", said[1]);
    }

    private string EmptyStore()
    {
        using var store = SqliteStore.Open(folder.File("empty.db"));
        return folder.File("empty.db");
    }

    private async Task<string> Read(params string[] words)
    {
        var (code, output, error) = await Session.Run(CancellationToken.None, [.. words, "--store", Store]);
        Assert.True(code == ExitCode.Done, error);
        return output;
    }
}

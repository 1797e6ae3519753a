using DiffMH.Client;
using DiffMH.Client.Sweeps;
using DiffMH.Tests.Client;
using DiffMH.Tests.Models;
using DiffMH.Tests.Support;
using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Designs;

/// <summary>Points from a CSV file are the points that the sweep file could have listed.</summary>
public sealed class CsvPointsTests : IDisposable
{
    private const string FromCsv = "design:\n  points: { csv: settings.csv }\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Cells_are_read_as_scalars_and_empty_ones_leave_their_key_alone()
    {
        var csv = LoadCsv("model.parameters.L , coupling,\"chain.draws\",model.parameters.J\r\n4,same-value,1e2,1\r\n\r\n6,,,2\r\n , \"independent\" ,\"50\",\"3\"").Sweep!;

        var listed = SweepText.Freeze($"{SweepText.Ising}design:\n  points:\n    - {{ model.parameters.L: 4, coupling: same-value, chain.draws: 100, model.parameters.J: 1 }}\n"
            + "    - { model.parameters.L: 6, model.parameters.J: 2 }\n    - { coupling: independent, chain.draws: 50, model.parameters.J: 3 }\n");

        Assert.Equal(listed.Points.Select(point => (point.Settings, point.Identity, point.StreamKey)), csv.Points.Select(point => (point.Settings, point.Identity, point.StreamKey)));
        Assert.Equal((listed.Id, listed.Document), (csv.Id, csv.Document));
    }

    [Theory]
    [InlineData("chain.draws\n5\nfew\n", "3:1", "\"few\"", "an integer from 1")]
    [InlineData("chain.thin, chain.draws\n1,5\n1,\"0\"\n", "3:3", "found 0;", "an integer from 1")]
    [InlineData("chain.draws,chain.drawz\n5,6\n7,8\n", "1:13", "'drawz'", "did you mean 'draws'")]
    [InlineData("chain.draws,seed\n5,6\n7,8\n", "1:13", "'seed'", "what can vary lies under model")]
    [InlineData("chain.draws,chain.draws\n5,6\n", "1:13", "'chain.draws' a second time", "each key stands once")]
    [InlineData("chain.draws,\n5,6\n", "1:13", "an empty cell", "the path of a key")]
    [InlineData("chain.draws,chain.thin\n5\n", "2:1", "1 cells", "must have 2")]
    [InlineData("chain.draws,chain.thin\n5,1,7\n", "2:5", "3 cells", "must have 2")]
    [InlineData("chain.draws\n5\n5.0\n", "3:1", "found 5,", "each point must differ")]
    [InlineData("chain.draws\n\"5\n", "2:1", "never closed", "ends with another")]
    [InlineData("chain.draws\n\"5\"6\n", "2:4", "'6' behind the closing quote", "a comma or the end of the line")]
    [InlineData("proposal,\"chain.start\"\nuniform-spin,\"co\nld\"\nuniform-spin,\"hto\"\n", "4:14", "\"hto\"", "did you mean 'hot'")]
    public void An_error_is_placed_in_its_cell(string csv, string place, string found, string right)
    {
        var errors = LoadCsv(csv).Errors;
        Assert.Contains(errors, error => error.StartsWith($"{folder.File("settings.csv")}:{place}: ", StringComparison.Ordinal) && error.Contains(found) && error.Contains(right));
        Assert.Equal(errors, errors.Distinct());
    }

    [Theory]
    [InlineData("", "an empty file")]
    [InlineData("chain.draws\n\n", "a header without rows")]
    public void A_file_without_rows_is_reported_where_it_is_named(string csv, string found)
    {
        var error = Assert.Single(LoadCsv(csv).Errors);
        Assert.StartsWith($"{folder.File("f.yaml")}:18:18: ", error);
        Assert.Contains(found, error);
    }

    [Fact]
    public void Errors_of_the_sweep_file_come_before_those_of_the_cells_and_those_before_overrides()
    {
        folder.Write("settings.csv", "chain.draws\n0\n-1\n");

        var errors = Load(SweepText.Ising.With("seed: 7", "seed: -7") + FromCsv, "chain.thin=0").Errors;

        Assert.Equal([$"{folder.File("f.yaml")}:4:7", $"{folder.File("settings.csv")}:2:1", $"{folder.File("settings.csv")}:3:1", "--set chain.thin=0"], errors.Select(error => error.Split(": ")[0]));
    }

    [Fact]
    public void An_override_can_name_the_file()
    {
        folder.Write("other.csv", "chain.draws\n3\n4\n");

        Assert.Equal([3, 4], Load(SweepText.Ising, "design.points={csv: other.csv}").Sweep!.Points.Select(point => point.Chain.Draws));
        Assert.StartsWith("--set design.points.csv=no.csv: ", Assert.Single(Load(SweepText.Ising, "design.points.csv=no.csv").Errors));
    }

    [Fact]
    public async Task A_run_keeps_the_rows_in_its_own_sweep_file()
    {
        const string axis = "design:\n  cross:\n    - model.parameters.observation: [8, 4]\n";
        var file = folder.Write("small.yaml", SweepTexts.Small.With(axis, FromCsv));
        var csv = folder.Write("settings.csv", "model.parameters.observation\n8\n4\n");

        var (code, first, _) = await Session.Run(CancellationToken.None, "run", file, "--out", folder.File("out"), "-o", "json");
        File.Delete(csv);
        var (again, second, _) = await Session.Run(CancellationToken.None, "run", folder.File("out/sweep.yaml"), "--out", folder.File("again"), "-o", "json");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (code, again));
        Assert.Equal(Provenance(first), Provenance(second));
        Assert.StartsWith("# small.yaml with the rows of its CSV file put in.\n", File.ReadAllText(folder.File("out/sweep.yaml")));
        Assert.DoesNotContain("csv", File.ReadAllText(folder.File("out/sweep.lock.json")));
    }

    private static (string, string) Provenance(string summary)
    {
        var sweep = System.Text.Json.Nodes.JsonNode.Parse(summary)!["sweep"]!;
        return (sweep["id"]!.GetValue<string>(), sweep["digest"]!.GetValue<string>());
    }

    private SweepLoading LoadCsv(string csv)
    {
        folder.Write("settings.csv", csv);
        return Load(SweepText.Ising + FromCsv);
    }

    private SweepLoading Load(string text, params string[] overrides) => SweepLoader.Load(folder.File("f.yaml"), text, overrides, BuiltPlugins.Catalogue);
}

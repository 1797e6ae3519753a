using DiffMH.Client;
using DiffMH.Client.Results.Document;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

public sealed class ProposalAxisTests
{
    [Fact]
    public async Task A_parameter_of_the_proposal_can_be_an_axis_and_a_result_at_once()
    {
        using var folder = new Support.TemporaryFolder();
        var file = folder.File("steps.yaml");
        await File.WriteAllTextAsync(file, $$"""
            apiVersion: diffmh/v1
            kind: Sweep
            name: steps
            seed: {{TestSeed.Base}}
            model: { plugin: DiffMH.Plugins.Tuning, name: gaussian }
            proposal: random-walk
            estimator: { wrt: [proposal.scale] }
            chain: { chains: 2, warmup: 5, draws: 50 }
            objective: { minimize: lag1_autocovariance }
            optimizer: { learning_rate: 0.1, iterations: 5, bounds: { proposal.scale: [0.5, 10] } }
            design: { cross: [ { proposal.scale: [1, 4] } ] }
            replicates: { count: 2 }
            """, TestContext.Current.CancellationToken);

        var (code, output, error) = await Session.Run(TestContext.Current.CancellationToken, "run", file, "--out", folder.File("out"), "-q", "-o", "json");

        Assert.True(code == ExitCode.Done, error);
        var points = SummaryJson.Read<SummaryDocument>(output).Points;
        Assert.Equal([1.0, 4.0], points.Select(point => point.Settings["proposal.scale"]!.GetValue<double>()));
        Assert.All(points, point => Assert.NotEqual(point.Settings["proposal.scale"]!.GetValue<double>(), point.Parameters["proposal.scale"].Value));
        var columns = await ReadColumns(folder.File("out/points.parquet"));
        Assert.Contains("proposal.scale", columns);
        Assert.Contains("parameter.proposal.scale", columns);
    }

    private static async Task<string[]> ReadColumns(string path)
    {
        await using var stream = File.OpenRead(path);
        await using var reader = await Parquet.ParquetReader.CreateAsync(stream);
        return [.. reader.Schema.DataFields.Select(field => field.Name)];
    }
}

using DiffMH.Client;
using DiffMH.Client.Results.Document;
using DiffMH.Tests.Support;
using DiffMH.Tests.Sweeps;
using Parquet;

namespace DiffMH.Tests.Client;

/// <summary>A run whose gradient has too many components for columns, from a data file beside the sweep file.</summary>
public sealed class ManyParametersRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Results_sum_up_the_components_and_a_file_of_its_own_has_them_all()
    {
        RingText.Write(folder.Path);
        File.WriteAllText(folder.File("ring.yaml"), RingText.Text);
        var (code, output, _) = await Run(folder.File("ring.yaml"), folder.File("out"), "-o", "json");
        Assert.Equal(ExitCode.Done, code);
        var point = SummaryJson.Read<SummaryDocument>(output).Points.Single();
        Assert.Equal(["scale(J)", "shift(J)", "h"], point.Gradient.Keys);
        var couplings = point.Components!["J"];
        Assert.Equal((1, RingText.Sites), (point.Components.Count, couplings.Count));
        Assert.Equal(3, couplings.First.Count);

        var (lists, all) = await Columns(folder.File("out/gradient.parquet"));
        Assert.Equal(RingText.Sites + 1, all.Length);
        Assert.Equal(["J", "h"], lists.Distinct());
        var gradient = all.Take(RingText.Sites).Select(value => value!.Value).ToArray();
        Assert.Equal(couplings.First.Select(value => value.Value), gradient[..3]);
        Assert.Equal(couplings.Rms, Math.Sqrt(gradient.Average(value => value * value)), 1e-12 * couplings.Rms);

        // The objective is a mean, so that nothing is corrected: components add up to the common shift.
        Assert.Equal(point.Gradient["shift(J)"].Value, gradient.Sum(), 1e-9 * Math.Abs(gradient.Sum()));
        Assert.Equal(point.Gradient["h"].Value, all[^1]!.Value, 1e-9 * Math.Abs(all[^1]!.Value));
    }

    [Fact]
    public async Task The_console_shows_the_first_components_and_what_is_noise_in_them()
    {
        RingText.Write(folder.Path);
        File.WriteAllText(folder.File("ring.yaml"), RingText.Text);
        var (_, output, _) = await Run(folder.File("ring.yaml"), folder.File("out"));
        Assert.Contains("d (magnetization^2) / d scale(J)", output, StringComparison.Ordinal);
        Assert.Contains("d (magnetization^2) / d J[0], ...", output, StringComparison.Ordinal);
        Assert.Matches("all 4,?097 of J +root mean square [0-9.E+]+, of errors [0-9.E+]+", output);
    }

    [Fact]
    public async Task The_results_folder_can_be_run_again_from_its_own_copy_of_the_file()
    {
        RingText.Write(folder.Path);
        File.WriteAllText(folder.File("ring.yaml"), RingText.Text);
        var first = await Run(folder.File("ring.yaml"), folder.File("out"), "-o", "json");
        Directory.Delete(folder.File("graphs"), recursive: true);
        var second = await Run(folder.File("out/sweep.yaml"), folder.File("again"), "-o", "json");
        Assert.Equal(SummaryJson.Read<SummaryDocument>(first.Output).Sweep.Digest, SummaryJson.Read<SummaryDocument>(second.Output).Sweep.Digest);
    }

    private static Task<(ExitCode Code, string Output, string Error)> Run(string file, string into, params string[] words) =>
        Session.Run(CancellationToken.None, ["run", file, "--out", into, .. words]);

    /// <summary>The lists and their components' gradients.</summary>
    private static async Task<(string?[] Lists, double?[] Gradient)> Columns(string file)
    {
        await using var reader = await ParquetReader.CreateAsync(file);
        using var group = reader.OpenRowGroupReader(0);
        var (lists, gradient) = (new string?[group.RowCount], new double?[group.RowCount]);
        var fields = reader.Schema.GetDataFields().ToDictionary(field => field.Name);
        await group.ReadAsync(fields["parameter"], lists.AsMemory());
        await group.ReadAsync<double>(fields["gradient"], gradient.AsMemory());
        return (lists, gradient);
    }
}

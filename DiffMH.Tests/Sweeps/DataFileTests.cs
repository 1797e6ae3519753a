using System.Diagnostics;
using System.Text.Json.Nodes;
using DiffMH.Client.Inputs;
using DiffMH.Engine.Settings;
using DiffMH.Engine.Sweeps;
using DiffMH.Tests.Models;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Sweeps;

/// <summary>Data files: what a sweep knows of them is their content.</summary>
public sealed class DataFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_frozen_sweep_names_a_file_by_its_hash_and_not_by_its_path()
    {
        var sweep = Freeze(RingText.Text);
        var file = DataFile.Of(File.ReadAllBytes(folder.File("graphs/ring.txt")));
        Assert.Equal($$"""{"J":{"column":3,"file":"{{file.Reference}}"},"edges":"{{file.Reference}}","h":0.1}""", sweep.Points.Single().ModelSettings);
        Assert.DoesNotContain("ring.txt", sweep.Document, StringComparison.Ordinal);
        var catalogue = BuiltPlugins.Catalogue.With(new KnownData([file]));
        Assert.Equal([file.Reference], catalogue.DataOf(sweep.Points.Single()));
        Assert.Equal(sweep.Id, SweepFreezer.Freeze(JsonNode.Parse(sweep.Document)!.AsObject(), catalogue).Sweep!.Id);
    }

    [Fact]
    public void Another_content_makes_another_sweep_and_another_path_does_not()
    {
        var id = Freeze(RingText.Text).Id;
        File.Copy(folder.File("graphs/ring.txt"), folder.File("copy.txt"));
        Assert.Equal(id, Freeze(RingText.Text.Replace("graphs/ring.txt", "copy.txt", StringComparison.Ordinal)).Id);
        Assert.NotEqual(id, RingText.Load(folder, BuiltPlugins.Catalogue, sites: RingText.Sites + 1).Sweep!.Id);
    }

    [Fact]
    public void A_file_that_varies_with_the_design_names_the_sweep_too()
    {
        const string design = "design:\n  cross:\n    - model.parameters.edges: [graphs/ring.txt]\n";
        var text = RingText.Text.With("J: { file: graphs/ring.txt, column: 3 }", "J: 0.3").With("edges: graphs/ring.txt, ", "") + design;
        Assert.NotEqual(Freeze(text).Id, RingText.Load(folder, BuiltPlugins.Catalogue, text, RingText.Sites + 1).Sweep!.Id);
    }

    [Theory]
    [InlineData("edges: graphs/ring.txt", "edges: ../ring.txt", "found \"../ring.txt\", which is outside the sweep file's folder")]
    [InlineData("edges: graphs/ring.txt", "edges: /etc/hostname", "which is outside the sweep file's folder")]
    [InlineData("edges: graphs/ring.txt", "edges: graphs/rung.txt", "found \"graphs/rung.txt\"; there is no such file in ")]
    [InlineData("edges: graphs/ring.txt", "edges: graphs", "found \"graphs\", which is a folder")]
    [InlineData("edges: graphs/ring.txt", "edges: graphs/../graphs/ring.txt", "it must be written as a path down from the sweep file's folder, without \"..\"")]
    [InlineData("edges: graphs/ring.txt", "edges: sweep.yaml", "found \"sweep.yaml\"; it is copied into the results folder, where sweep.yaml is a file of DiffMH; give it another name")]
    [InlineData("edges: graphs/ring.txt", "edges: ./Report.md", "where Report.md is a file of DiffMH")]
    [InlineData("edges: graphs/ring.txt", "edges: state.db", "where state.db is a file of DiffMH")]
    [InlineData("edges: graphs/ring.txt", "edges: silo.log/ring.txt", "where silo.log is a file of DiffMH")]
    [InlineData("edges: graphs/ring.txt", "edges: summary.json.unfinished", "is a file of DiffMH")]
    [InlineData("edges: graphs/ring.txt", "edges: diffmh.lock", "is a file of DiffMH")]
    [InlineData("edges: graphs/ring.txt", "edges: state.db.lock", "is a file of DiffMH")]
    [InlineData("edges: graphs/ring.txt", "edges: 3", "it must be the path of a file in the sweep file's folder")]
    [InlineData("column: 3", "column: 4", "of 3 columns; the column must be one of them, the first is 1: found 4")]
    [InlineData("column: 3", "colum: 3", "found the key 'colum'")]
    [InlineData("J: { file: graphs/ring.txt, column: 3 }", "J: [1, 2]", "found 2 numbers for 4097 edges; give one for each, or one for all")]
    public void What_is_wrong_with_a_file_is_told_where_it_is_named(string right, string wrong, string problem)
    {
        var error = Assert.Single(RingText.Load(folder, BuiltPlugins.Catalogue, RingText.Text.With(right, wrong)).Errors);
        Assert.StartsWith("f.yaml:9:", error);
        Assert.Contains(problem, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_leads_out_of_the_folder_is_not_followed()
    {
        using var elsewhere = new TemporaryFolder();
        File.WriteAllText(elsewhere.File("secret.txt"), "0 1");
        File.CreateSymbolicLink(folder.File("link.txt"), elsewhere.File("secret.txt"));
        var problem = Assert.Throws<DataFileException>(() => new SweepFolder(folder.Path).Open("link.txt"));
        Assert.Contains("outside the sweep file's folder", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_linked_folder_that_leads_out_of_the_folder_is_not_followed_however_it_is_reached()
    {
        using var elsewhere = new TemporaryFolder();
        File.WriteAllText(elsewhere.File("secret.txt"), "0 1");
        Directory.CreateSymbolicLink(folder.File("ext"), elsewhere.Path);
        Directory.CreateSymbolicLink(folder.File("next"), "ext");
        Directory.CreateSymbolicLink(folder.File("up"), Path.Combine("ext", "..", Path.GetFileName(elsewhere.Path)));
        Assert.All(["ext/secret.txt", "next/secret.txt", "up/secret.txt"], name =>
            Assert.Contains("outside the sweep file's folder", Assert.Throws<DataFileException>(() => new SweepFolder(folder.Path).Open(name)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Links_inside_the_folder_are_followed_and_the_folder_itself_may_be_one()
    {
        using var elsewhere = new TemporaryFolder();
        RingText.Write(folder.Path);
        Directory.CreateSymbolicLink(folder.File("graph"), "graphs");
        Directory.CreateSymbolicLink(elsewhere.File("here"), folder.Path);
        Assert.Equal(new SweepFolder(folder.Path).Open("graphs/ring.txt").Hash, new SweepFolder(elsewhere.File("here")).Open("graph/ring.txt").Hash);
    }

    [Fact]
    public void Links_that_lead_in_a_circle_are_told()
    {
        Directory.CreateSymbolicLink(folder.File("there"), "back");
        Directory.CreateSymbolicLink(folder.File("back"), "there");
        Assert.Contains("leads through more than 40 links", Assert.Throws<DataFileException>(() => new SweepFolder(folder.Path).Open("there/ring.txt")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_content_is_not_opened_as_a_pipe_would_wait_for_ever()
    {
        if (!OperatingSystem.IsWindows())
        {
            using var made = Process.Start("mkfifo", folder.File("pipe.txt"));
            made.WaitForExit();
            var opening = Task.Run(() => new SweepFolder(folder.Path).Open("pipe.txt"), TestContext.Current.CancellationToken);
            Assert.Contains("found \"pipe.txt\", which is empty, or a pipe or a device", Assert.Throws<DataFileException>(() => opening.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken).GetAwaiter().GetResult()).Message, StringComparison.Ordinal);
        }

        File.WriteAllText(folder.File("empty.txt"), "");
        Assert.Contains("found \"empty.txt\", which is empty", Assert.Throws<DataFileException>(() => new SweepFolder(folder.Path).Open("empty.txt")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused()
    {
        using (var file = File.Create(folder.File("large.txt")))
        {
            file.SetLength(DataFile.MostBytes + 1);
        }

        var problem = Assert.Throws<DataFileException>(() => new SweepFolder(folder.Path).Open("large.txt"));
        Assert.Contains($"of {DataFile.MostBytes + 1} bytes; a data file has at most {DataFile.MostBytes}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_parameters_than_can_be_results_are_summed_up_by_a_factor_and_a_shift_for_each_list()
    {
        var point = Freeze(RingText.Text).Points.Single();
        Assert.Equal(["scale(J)", "shift(J)", "h"], point.Estimator.Wrt);
        Assert.True(point.Estimator.EveryComponent);
        var file = DataFile.Of(File.ReadAllBytes(folder.File("graphs/ring.txt")));
        var model = BuiltPlugins.Catalogue.With(new KnownData([file])).Bind(point);
        Assert.Equal(RingText.Sites + 1, model.Wrt.Length);
        Assert.Equal(3, model.Layout.Parameters);
    }

    [Fact]
    public void As_many_as_can_be_results_are()
    {
        var loading = RingText.Load(folder, BuiltPlugins.Catalogue, RingText.Text.With("wrt: [J, h]", "wrt: J"), sites: EstimatorSettings.MostParameters);
        var point = Assert.IsType<FrozenSweep>(loading.Sweep).Points.Single();
        Assert.Equal(EstimatorSettings.MostParameters, point.Estimator.Wrt.Length);
        Assert.False(point.Estimator.EveryComponent);
    }

    [Fact]
    public void So_many_parameters_are_not_optimised()
    {
        var text = RingText.Text.With("mode: gradient", "mode: optimize").With("evaluate:", "maximize:") + "optimizer: { learning_rate: 0.1, iterations: 3 }\n";
        Assert.Contains("found more than 4096 parameters in mode optimize; so many are not moved, use mode gradient or select fewer", Assert.Single(RingText.Load(folder, BuiltPlugins.Catalogue, text).Errors), StringComparison.Ordinal);
    }

    private FrozenSweep Freeze(string text)
    {
        var loading = RingText.Load(folder, BuiltPlugins.Catalogue, text);
        Assert.Empty(loading.Errors);
        return loading.Sweep!;
    }
}

using DiffMH.Client.PluginPages;
using DiffMH.Client.Sweeps;
using DiffMH.Tests.Models;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Sweeps;

/// <summary>What a site model without classes of change cannot do is refused where the file says it, and is not offered.</summary>
public sealed class FreeSiteSweepTests
{
    private static readonly string Text = RingText.Text.Replace("estimator: { alternatives: 4, wrt: [J, h] }", "proposal: flip\ncoupling: next-spin\nestimator: { method: dmh, wrt: h }", StringComparison.Ordinal);

    [Theory]
    [InlineData("coupling: next-spin\nestimator: { method: dmh,", "estimator: { method: score,", "f.yaml:11:22", "found score with boltzmann-machine")]
    [InlineData("coupling: next-spin\nestimator: { method: dmh,", "estimator: { method: score-plain,", "f.yaml:11:22", "found score-plain with boltzmann-machine")]
    [InlineData("next-spin", "site-swap", "f.yaml:11:11", "found \"site-swap\", which fits no proposal of boltzmann-machine; with flip use next-spin or independent")]
    [InlineData("next-spin", "{ name: site-swap, strength: 0.5 }", "f.yaml:11:19", "found \"site-swap\", which fits no proposal of boltzmann-machine")]
    public void What_needs_classes_is_refused_by_the_reader_and_by_the_schema(string right, string wrong, string place, string problem)
    {
        using var folder = new TemporaryFolder();
        var text = Text.With(right, wrong);
        var error = Assert.Single(Load(folder, text).Errors);
        Assert.StartsWith($"{place}: ", error);
        Assert.Contains(problem, error, StringComparison.Ordinal);
        Assert.False(SweepFileSchema.Accepts(SweepFileSchema.Document(text)));
    }

    [Theory]
    [InlineData("method: dmh, wrt: h")]
    [InlineData("method: covariance, wrt: h")]
    [InlineData("method: finite-difference, step: 0.01, wrt: h")]
    public void What_needs_none_is_taken(string estimator)
    {
        using var folder = new TemporaryFolder();
        var text = RingText.Text.With("alternatives: 4, wrt: [J, h]", estimator);
        Assert.Empty(Load(folder, text).Errors);
        Assert.Empty(SweepFileSchema.Problems(SweepFileSchema.Document(text)));
    }

    [Fact]
    public void A_plugin_page_offers_no_coupling_that_needs_classes()
    {
        var plugin = BuiltPlugins.Catalogue.Plugins.Single(other => other.Reference.Id == "DiffMH.Plugins.Boltzmann");
        var flip = PluginDocument.Of(plugin, BuiltPlugins.Catalogue).Models.Single().Proposals.Single(proposal => proposal.Name == "flip");
        Assert.Equal(["next-spin", "independent"], flip.Couplings);
    }

    [Theory]
    [InlineData("0 16777215", "no edge has site 1, but one has site 16777215")]
    [InlineData("0 1\n1 3", "no edge has site 2, but one has site 3")]
    [InlineData("1 2\n2 3\n3 1", "no edge has site 0, but one has site 3")]
    [InlineData("0 1\n3 4\n3 5\n0 6", "no edge has site 2, but one has site 6")]
    public void Sites_without_an_edge_are_refused_at_the_price_of_the_file(string edges, string problem)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("edges.txt"), edges);
        var text = RingText.Text.With("edges: graphs/ring.txt, J: { file: graphs/ring.txt, column: 3 }", "edges: edges.txt, J: 0.3").With("wrt: [J, h]", "wrt: [J]");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Single(Load(folder, text).Errors);
        Assert.StartsWith("f.yaml:9:", error);
        Assert.Contains($"{problem}; number the sites from 0 without gaps, each with an edge", error, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);   // a byte for each of the 16777216 sites would be more
    }

    private static SweepLoading Load(TemporaryFolder folder, string text) => RingText.Load(folder, BuiltPlugins.Catalogue, text, sites: 8);
}

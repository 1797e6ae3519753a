using DiffMH.Engine.Runs;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Words;

/// <summary>Lanes of a pack, which may be of different replicates, share sites and random words. What that adds to the scatter of their mean is bounded.</summary>
public sealed class SharedWordsTests
{
    private const int Packs = 256;

    // The ratio of two variances of which one is known from 256 packs scatters by 9 per cent; measured were 0.80 to 1.24.
    private const double Most = 1.5;

    [Theory]
    [InlineData("uniform-spin", 8, 2.3)]
    [InlineData("uniform-spin", 8, 6.0)]
    [InlineData("uniform-spin", 3, 2.3)]
    [InlineData("flip", 8, 2.3)]
    [InlineData("flip", 3, 2.3)]
    public void The_mean_of_a_pack_scatters_hardly_more_than_that_of_independent_lanes(string proposal, int side, double temperature)
    {
        var layout = new SumsLayout(5, 1);
        var rows = Lanes(proposal, side, (temperature, 1, 0), new ChainSettings(1, 100, 200, 1, "cold"));
        for (var place = SumsLayout.Moments; place < layout.Squares; place++)
        {
            var inflation = Inflation(rows, place);
            Assert.True(inflation < Most, $"{proposal}, L = {side}, T = {temperature}: the variance of sum {place} over packs is {inflation:F2} times that of independent lanes; it may be {Most} times.");
        }
    }

    [Fact]
    public void In_short_chains_of_flips_from_a_cold_start_it_would_be_seen_that_they_share_sites()
    {
        // After a few sweeps a spin's sign says how often its site was visited.
        var rows = Lanes("flip", 3, (1.7, -0.6, 0), new ChainSettings(1, 1, 6, 1, "cold"));
        Assert.True(Inflation(rows, SumsLayout.Moments + 2) > Most, $"{Inflation(rows, SumsLayout.Moments + 2):F2}");
    }

    private static double[][] Lanes(string proposal, int side, (double T, double J, double H) theta, ChainSettings chain)
    {
        var model = WordPoint.Of(side, theta, proposal, "random", 8, chain, "T");
        var slices = Enumerable.Range(0, Packs * WordPoint.Lanes).Select(replicate => new ReplicateSlice(replicate, 0, 1, model.Theta.Initial));
        return [.. model.CreateKernel().Run(new BatchTask(ChainPass.At(0), [.. slices], null), new Unlimited()).Sums.Values.ToArray().Chunk(model.Layout.Width)];
    }

    /// <summary>The variance of the mean from the scatter of packs, over that from the scatter of lanes.</summary>
    private static double Inflation(double[][] rows, int place)
    {
        var lanes = rows.Select(row => row[place]).ToArray();
        var ofLanes = Statistically.Mean(lanes).Error;
        var ofPacks = Statistically.Mean([.. lanes.Chunk(WordPoint.Lanes).Select(pack => pack.Average())]).Error;
        return ofPacks * ofPacks / (ofLanes * ofLanes);
    }
}

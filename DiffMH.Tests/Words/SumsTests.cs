using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Exactness;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Words;

/// <summary>The sums beside moments and slopes: counts, batches and half-chains.</summary>
public sealed class SumsTests
{
    private static readonly ChainSettings Chain = new(WordPoint.PacksOfReplicate * WordPoint.Lanes, 10, 100, 1, "cold");

    [Theory]
    [InlineData("uniform-spin", 5, 0)]
    [InlineData("uniform-spin", 17, 0.1)]
    [InlineData("flip", 6, 0)]
    public void Batches_and_halves_add_up_to_the_draws(string proposal, int side, double field)
    {
        var model = WordPoint.Of(side, (2.5, 1, field), proposal, "random", 8, Chain, "T");
        var layout = model.Layout;
        var row = model.CreateKernel().Run(new BatchTask(ChainPass.At(0), [new ReplicateSlice(0, 0, 1, model.Theta.Initial)], null), new Unlimited()).Sums.Values;
        Assert.Equal(64 * 100, row[SumsLayout.Draws]);
        Assert.Equal(64 * 110 * side * side, row[SumsLayout.Updates]);
        Assert.Equal(64 * 10, row[SumsLayout.Batches]);
        Assert.Equal(64 * 2, row[SumsLayout.Halves]);
        Assert.Equal(row[SumsLayout.Moments + 1], row[layout.Squares], 1e-9 * row[layout.Squares]);
        for (var k = 0; k < layout.Observables; k++)
        {
            var (sum, square) = (row[SumsLayout.Moments + k], row[layout.Squares + k]);
            Assert.Equal(sum, 10 * row[layout.BatchMeans + k], 1e-9 * Math.Sqrt(square));
            Assert.Equal(sum, 50 * row[layout.HalfMeans + k], 1e-9 * Math.Sqrt(square));
            Assert.Equal(square, (49 * row[layout.HalfVariances + k]) + (50 * row[layout.HalfMeanSquares + k]), 1e-9 * square);
            Assert.InRange(10 * row[layout.BatchMeanSquares + k], 50 * row[layout.HalfMeanSquares + k], square);
        }
    }

    [Theory]
    [InlineData("uniform-spin", "same-value")]
    [InlineData("flip", "next-spin")]
    public void Acceptances_squares_and_batch_means_are_those_of_the_generic_kernel(string proposal, string coupling)
    {
        var words = new PackExperiment(WordPoint.Of(6, (2.5, 1, 0), proposal, "random", 8, Chain, "T"), 64);
        var generic = Generic(PointOf.Ising(6, (2.5, 1, 0), proposal, "random", coupling, Scheme.Accept, 8, Chain with { Chains = 1 }, "T"));
        var layout = new SumsLayout(5, 1);
        Compare(SumsLayout.Accepted, "accepted");
        for (var k = 0; k < 5; k++)
        {
            Compare(layout.Squares + k, $"square of observable {k}");
            Compare(layout.BatchMeanSquares + k, $"batch means of observable {k}");
            Compare(layout.HalfVariances + k, $"variance in halves of observable {k}");
        }

        void Compare(int place, string what)
        {
            var ((ofWords, error), (ofGeneric, otherError)) = (words.PerDraw(place), generic(place));
            Statistically.Agrees(0, (ofWords - ofGeneric, Math.Sqrt((error * error) + (otherError * otherError))), $"{what}, {proposal}");
            Statistically.Differs(0, ((0.8 * ofWords) - ofGeneric, Math.Sqrt((error * error) + (otherError * otherError))), $"{what}, {proposal}: a fifth less");
        }
    }

    [Fact]
    public void An_alternative_lives_as_long_as_with_the_generic_kernel()
    {
        // Deaths are found at the end of a sweep: half a sweep late, as far as deaths are spread evenly over it.
        var chain = Chain with { Draws = 400 };
        var words = new PackExperiment(WordPoint.Of(12, (2.5, 1, 0), "uniform-spin", "random", 8, chain, "T"), 16);
        var life = words.Sum(SumsLayout.Lifetime) / words.Sum(SumsLayout.Recoupled) / 144;
        var model = PointOf.Ising(12, (2.5, 1, 0), "uniform-spin", "random", "same-value", Scheme.Accept, 63, chain with { Chains = 64 }, "T");
        var row = model.CreateKernel().Run(new BatchTask(ChainPass.At(0), [new ReplicateSlice(0, 0, 16, model.Theta.Initial)], null), new Unlimited()).Sums.Values.ToArray().Chunk(model.Layout.Width).ToArray();
        var generic = row.Sum(group => group[SumsLayout.Lifetime]) / row.Sum(group => group[SumsLayout.Recoupled]) / 144;
        Assert.InRange(life, generic, generic + 1.5);
        Assert.InRange(words.Sum(SumsLayout.Recoupled), 0.9 * words.Sum(SumsLayout.Births), words.Sum(SumsLayout.Births) - words.Sum(SumsLayout.Unrecoupled));
    }

    private static Func<int, (double Value, double Error)> Generic(PointModel model)
    {
        var rows = model.CreateKernel().Run(
            new BatchTask(ChainPass.At(0), [.. Enumerable.Range(0, 1024).Select(replicate => new ReplicateSlice(replicate, 0, 1, model.Theta.Initial))], null), new Unlimited()).Sums.Values.ToArray().Chunk(model.Layout.Width).ToArray();
        return place => Statistically.Mean([.. rows.Select(row => row[place] / row[SumsLayout.Draws])]);
    }
}

using DiffMH.Engine.Statistics;
using DiffMH.Tests.Support;
using MathNet.Numerics.Distributions;

namespace DiffMH.Tests.Statistics;

public sealed class DiagnosticSumsTests
{
    [Fact]
    public void Effective_size_of_an_autoregressive_chain_is_draws_over_its_autocorrelation_time()
    {
        // Of four chains there are too few halves to say anything: batches alone.
        const double rho = 0.5;
        const int draws = 4096, batch = 64, lanes = 4, repetitions = 160;
        var exact = OfBatches(rho, batch);
        var found = Statistically.Mean(Times(rho, draws, lanes, repetitions));
        Statistically.Agrees(exact, found, "autocorrelation time", repetitions);
        Statistically.Differs(1.1 * exact, found, "ten per cent", repetitions);
    }

    [Theory]
    [InlineData(0.5)]     // the exact size of all chains is 53,333: batches of 100 are long enough
    [InlineData(0.99)]    // 804, by batches alone 2,200
    [InlineData(0.999)]   // 80, by batches alone 1,650
    public void Effective_size_of_chains_that_remember_longer_than_a_batch_is_seen_by_their_halves(double rho)
    {
        const int draws = 10_000, batch = 100, lanes = 16, repetitions = 40;
        var found = Statistically.Mean(Times(rho, draws, lanes, repetitions));
        var exact = MeanOfLarger(OfBatches(rho, batch), OfBatches(rho, draws / 2), (2 * lanes) - 1);
        Statistically.Agrees(exact, found, "autocorrelation time", repetitions);
        Statistically.Differs(rho < 0.9 ? 1.2 * exact : OfBatches(rho, batch), found, "a fifth more, or batches alone", repetitions);
        Assert.InRange(found.Value * (1 - rho) / (1 + rho), 0.6, 1.3);   // of the autocorrelation time of an endless chain
    }

    [Fact]
    public void Of_chains_that_remember_all_of_themselves_no_size_is_below_twice_their_number()
    {
        // ρ = 0.9999: the exact size is 8, by batches alone 1,604.
        var size = 16 * 10_000 / Statistically.Mean(Times(0.9999, draws: 10_000, lanes: 16, repetitions: 10)).Value;
        Assert.InRange(size, 31, 50);
    }

    [Fact]
    public void Split_r_hat_is_the_published_formula()
    {
        const int draws = 100;
        var lanes = Enumerable.Range(0, 6).Select(lane => Autoregressive(0.8, draws, "r-hat", lane)).ToArray();
        var halves = lanes.SelectMany(lane => lane.Chunk(draws / 2)).ToArray();
        var between = draws / 2 * ChainRows.Variance([.. halves.Select(half => half.Average())]);
        var within = halves.Average(ChainRows.Variance);
        var total = ((((draws / 2) - 1.0) / (draws / 2)) * within) + (between / (draws / 2));
        Assert.Equal(Math.Sqrt(total / within), Diagnose(draws, ChainRows.Of(lanes)).Observables[0].RHatSplit, 12);
    }

    [Fact]
    public void Split_r_hat_is_near_1_for_equal_chains_and_large_for_shifted_ones()
    {
        const int draws = 1000;
        var lanes = Enumerable.Range(0, 16).Select(lane => Autoregressive(0, draws, "equal", lane)).ToArray();
        var shifted = lanes.Select((lane, i) => lane.Select(x => x + (i % 2 == 0 ? 4.0 : 0.0)).ToArray()).ToArray();
        Assert.InRange(Diagnose(draws, ChainRows.Of(lanes)).Observables[0].RHatSplit, 0.998, 1.005);
        Assert.InRange(Diagnose(draws, ChainRows.Of(shifted)).Observables[0].RHatSplit, 2.0, 2.5);
    }

    [Fact]
    public void Chains_that_disagree_have_a_small_effective_size()
    {
        // Each is one draw from where chains may stand, and its two halves count as two.
        const int draws = 10_000, lanes = 16;
        var chains = Enumerable.Range(0, lanes).Select(lane => Autoregressive(0, draws, "disagree", lane).Select(x => x + (4.0 * lane)).ToArray()).ToArray();
        Assert.InRange(Diagnose(draws, ChainRows.Of(chains)).Observables[0].Ess, (2 * lanes) - 1, (2 * lanes) + 1);
    }

    [Fact]
    public void Cells_at_different_parameters_do_not_look_like_chains_that_disagree()
    {
        const int draws = 1000;
        var cells = Enumerable.Range(0, 8).Select(lane => ChainRows.Of(Autoregressive(0, draws, "cells", lane).Select(x => x + (4.0 * lane)).ToArray())).ToArray();
        var found = Diagnose(draws, cells).Observables[0];
        Assert.InRange(found.RHatSplit, 0.998, 1.01);
        Assert.InRange(found.Ess, 4000, 16000);
    }

    [Fact]
    public void An_observable_that_never_changes_has_neither_number()
    {
        var lane = Enumerable.Repeat(0.1, 1000).ToArray();
        var found = Diagnose(1000, ChainRows.Of(lane, lane)).Observables[0];
        Assert.True(double.IsNaN(found.Ess));
        Assert.True(double.IsNaN(found.RHatSplit));
    }

    [Fact]
    public void One_draw_has_neither_number()
    {
        var row = new double[ChainRows.Layout.Width];
        (row[SumsLayout.Draws], row[SumsLayout.Updates], row[SumsLayout.Batches], row[SumsLayout.Halves]) = (1, 1, 1, 2);
        row[ChainRows.Layout.HalfVariances] = double.NaN;
        var found = Diagnose(1, row).Observables[0];
        Assert.True(double.IsNaN(found.Ess));
        Assert.True(double.IsNaN(found.RHatSplit));
    }

    [Fact]
    public void Shares_and_life_come_from_the_counts()
    {
        // Two chains of 10 + 5 × 2 steps on a lattice of 9 sites: 360 updates.
        var row = new double[ChainRows.Layout.Width];
        (row[SumsLayout.Draws], row[SumsLayout.Updates], row[SumsLayout.Accepted]) = (10, 360, 90);
        (row[SumsLayout.Births], row[SumsLayout.Recoupled], row[SumsLayout.Lifetime], row[SumsLayout.Unrecoupled]) = (40, 20, 540, 4);
        var sums = new DiagnosticSums(ChainRows.Layout, new ChainSettings(2, 10, 5, 2, "cold"));
        sums.Add(row);
        var found = sums.Summarize(["f"]);
        Assert.Equal(0.25, found.Acceptance);
        Assert.Equal(540.0 / 20 / 9, found.RecouplingMean, 14);
        Assert.Equal(4.0 / (20 + 4), found.UnrecoupledFraction, 14);
        Assert.Equal("f", found.Observables[0].Name);
    }

    [Fact]
    public void Shares_of_nothing_are_missing()
    {
        var found = Diagnose(2, ChainRows.Of([1.0, 2.0]));
        Assert.True(double.IsNaN(found.RecouplingMean));
        Assert.True(double.IsNaN(found.UnrecoupledFraction));
    }

    private static ChainDiagnostics Diagnose(int draws, params double[][] cells)
    {
        var sums = new DiagnosticSums(ChainRows.Layout, new ChainSettings(1, 0, draws, 1, "cold"));
        foreach (var cell in cells)
        {
            sums.Add(cell);
        }

        return sums.Summarize(["f"]);
    }

    /// <summary>Draws by effective size, of repetitions with chains of their own.</summary>
    private static List<double> Times(double rho, int draws, int lanes, int repetitions)
    {
        var times = new List<double>();
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var first = repetition * lanes;
            var row = ChainRows.Of([.. Enumerable.Range(first, lanes).Select(lane => Autoregressive(rho, draws, "ar1", lane))]);
            times.Add(lanes * draws / Diagnose(draws, row).Observables[0].Ess);
        }

        return times;
    }

    /// <summary>b Var(mean) of batches of b draws: x ← ρx + √(1 − ρ²) z has autocorrelations ρᵗ.</summary>
    private static double OfBatches(double rho, int batch) =>
        ((1 + rho) / (1 - rho)) - (2 * rho * (1 - Math.Pow(rho, batch)) / (batch * (1 - rho) * (1 - rho)));

    /// <summary>E max(a, b X/ν) for a chi-square X of ν degrees of freedom.</summary>
    private static double MeanOfLarger(double a, double b, int freedom)
    {
        var where = freedom * a / b;
        return (a * ChiSquared.CDF(freedom, where)) + (b * (1 - ChiSquared.CDF(freedom + 2, where)));
    }

    private static double[] Autoregressive(double rho, int draws, string name, int lane)
    {
        var stream = TestSeed.Open(name, lane);
        var chain = new double[draws];
        var x = Normal(ref stream);
        for (var i = 0; i < draws; i++)
        {
            chain[i] = x;
            x = (rho * x) + (Math.Sqrt(1 - (rho * rho)) * Normal(ref stream));
        }

        return chain;
    }

    /// <summary>Box and Muller 1958, one of the two.</summary>
    private static double Normal(ref RandomStream stream) =>
        Math.Sqrt(-2 * Math.Log(stream.NextUniform())) * Math.Cos(2 * Math.PI * stream.NextUniform());
}

using DiffMH.Engine.Verification;
using DiffMH.Tests.Support;
using MathNet.Numerics.Distributions;

namespace DiffMH.Tests.Verification;

public sealed class FamilyWiseTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    public void The_normal_tail_is_that_of_the_library(double z)
    {
        var exact = 2 * Normal.CDF(0, 1, -z);
        Assert.Equal(1, NormalLaw.TwoSided(z) / exact, 1e-6);
        Assert.Equal(1, NormalLaw.TwoSided(-z) / exact, 1e-6);
        Assert.Equal(z, NormalLaw.Quantile(exact), 1e-4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-3)]
    [InlineData(6)]
    public void Students_t_is_as_unlikely_as_its_score(double t)
    {
        var exact = 2 * StudentT.CDF(0, 1, 63, -Math.Abs(t));
        var score = new ScoreLaw(63).Score(t);
        Assert.InRange(NormalLaw.TwoSided(score) / exact, 0.98, 1.02);
        Assert.Equal(Math.Sign(t), Math.Sign(score));
    }

    [Fact]
    public void Rows_are_refuted_one_after_the_other_each_against_those_that_are_left()
    {
        // Holm at 10⁻³ with three rows: 0.0003 ≤ 1/3000, then 0.0006 > 1/2000, so that 0.0007 is not looked at, though it is below 1/1000.
        Assert.Equal([false, true, true], Verdicts(0.0003, 0.0006, 0.0007));
        Assert.Equal([false, false, false], Verdicts(0.0003, 0.0004, 0.0007));
        Assert.Equal([true, true, true], Verdicts(0.0004, 0.0006, 0.0007));
    }

    [Fact]
    public void Several_comparisons_of_one_row_share_its_probability()
    {
        var (one, many) = (new Evidence("m", "c", null, null), new Evidence("m", "c", null, null));
        one.Differs(4, 1, () => "");
        for (var i = 0; i < 50; i++)
        {
            many.Differs(i == 7 ? 4 : 0, 1, () => "");
        }

        Assert.Equal(50 * one.PValue!.Value, many.PValue!.Value, 1e-12);
    }

    [Fact]
    public void An_error_of_the_size_that_is_reported_is_found_with_probability_0_95()
    {
        const int Experiments = 2000;
        const int Draws = 400;
        var stream = TestSeed.Open("power", 0);
        var found = new double[Experiments];
        for (var i = 0; i < Experiments; i++)
        {
            // An error of mean shift in draws that are ±1; what is reported does not depend on the draws by more than rounding.
            var shift = (NormalLaw.Quantile(FamilyWise.FalseAlarms) + NormalLaw.Quantile(0.1)) / Math.Sqrt(Draws);
            var (row, sums) = (new Evidence("m", "c", null, null), new SignedSums(1));
            for (var draw = 0; draw < Draws; draw++)
            {
                sums.Add(0, stream.NextUniform() < 0.5 * (1 + shift) ? 1 : -1);
            }

            sums.Report(row, Draws, _ => "");
            var verdict = FamilyWise.Judge([row])[0];
            Assert.Equal(shift, verdict.Detects, 1e-6);
            found[i] = verdict.Passed ? 0 : 1;
        }

        // A sum of 400 signs moves in steps of a tenth of its deviation, and its deviation shrinks with the shift: within 1.5 % of 0.95.
        var (share, error) = Statistically.Mean(found);
        Assert.InRange(share, 0.935 - (5 * error), 0.965 + (5 * error));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(128)]
    public void So_is_one_in_a_mean_by_however_many_blocks(int blocks)
    {
        const int Experiments = 20_000;
        const int Comparisons = 40;
        var stream = TestSeed.Open("power by blocks", blocks);
        var (critical, power) = (NormalLaw.Quantile(FamilyWise.FalseAlarms / Comparisons), NormalLaw.Quantile(0.1));
        var sample = Row(shift: 0);
        var reported = FamilyWise.Judge([sample])[0].Detects / sample.Detects(critical: 0, power: 1);   // in standard errors, in which it is the same for each sample
        Statistically.Agrees(0.95, Share(reported), "the size that is reported", Experiments);
        Statistically.Differs(0.95, Share(critical + power), "the size by the normal law", Experiments);

        (double Value, double Error) Share(double shift) => Statistically.Mean([.. Enumerable.Range(0, Experiments).Select(_ => FamilyWise.Judge([Row(shift)])[0].Passed ? 0.0 : 1.0)]);

        // Each block is a normal number, and the shift is in standard errors of their mean. The other comparisons are of what is known well.
        Evidence Row(double shift)
        {
            var row = new Evidence("m", "c", null, null);
            for (var other = 1; other < Comparisons; other++)
            {
                row.Differs(0, 1e-9, () => "");
            }

            BlockMean.Compare(row, [.. Enumerable.Range(0, blocks).Select(_ => stream.NextNormal() + (shift / Math.Sqrt(blocks)))], blocks, least: 0, () => "");
            return row;
        }
    }

    [Fact]
    public void What_is_thrown_and_what_deviates_fails_without_any_chance()
    {
        var (thrown, off, close) = (new Evidence("m", "a", null, null), new Evidence("m", "b", null, null), new Evidence("m", "c", null, null));
        Ledger.Collect(thrown, _ => throw new InvalidOperationException("out of paper"));
        off.Deviates(double.NaN, 1e-9, () => "not a number");
        close.Deviates(0.5e-9, 1e-9, () => "rounding");
        var rows = FamilyWise.Judge([thrown, off, close]);
        Assert.Equal([false, false, true], rows.Select(row => row.Passed));
        Assert.Contains("out of paper", rows[0].Finding, StringComparison.Ordinal);
        Assert.Equal("not a number", rows[1].Finding);
    }

    private static IEnumerable<bool> Verdicts(params double[] probabilities) => FamilyWise.Judge([.. probabilities.Select(p =>
    {
        var row = new Evidence("m", "c", null, null);
        row.Differs(NormalLaw.Quantile(p), 1, () => "");
        return row;
    })]).Select(row => row.Passed);
}

using DiffMH.Engine.Verification;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Verification;

public sealed class BlockMeanTests
{
    private const int Blocks = 64;
    private const int Experiments = 5000;
    private const double FewValues = 3;

    /// <summary>A difference of so many standard errors is one that refutes a row among some dozens.</summary>
    private const double Refuted = 4;

    [Theory]
    [InlineData(0, 3)]
    [InlineData(0.5, 3)]
    [InlineData(-45, 135)]
    [InlineData(5000, 15000)]
    public void A_mean_is_known_no_better_than_to_three_values_of_the_largest_size(double largest, double unseen)
    {
        const int Count = 39 * Blocks;
        var values = new double[Count];
        values[100] = largest;
        var row = Judged(values, FewValues / Count);

        // One block is off by largest/39, all others by nothing: the error of the mean of 64 blocks is largest/n.
        Assert.Equal(Math.Sqrt((unseen * unseen) + (largest * largest)) / Count, row.Detects(critical: 0, power: 1), 1e-9 * unseen);
    }

    [Fact]
    public void With_heavy_tails_a_right_mean_is_refuted_more_seldom_than_by_Students_t_alone()
    {
        // Pareto's law 1.5 u^(-2.5) above 1 has mean 3 and no variance: a sample without its large values is below its mean, and scatters little.
        var (careful, student) = Shares("pareto", count: 3 * Blocks, (ref RandomStream stream) => 3 - Math.Pow(1 - stream.NextUniform(), -1 / 1.5));
        Assert.InRange(careful.Value + (5 * careful.Error), 0, 0.5 * student.Value);
    }

    [Fact]
    public void With_light_tails_a_wrong_mean_is_refuted_as_often_as_by_Students_t_alone()
    {
        const int Count = 10 * Blocks;
        var (careful, student) = Shares("normal", Count, (ref RandomStream stream) => stream.NextNormal() + (7 / Math.Sqrt(Count)));
        Assert.InRange(student.Value - careful.Value, 0, 0.02);
        Assert.InRange(careful.Value, 0.95, 1);
    }

    private delegate double Law(ref RandomStream stream);

    /// <summary>How often samples are refuted, and how often by Student's t alone.</summary>
    private static ((double Value, double Error) Careful, (double Value, double Error) Student) Shares(string name, int count, Law law)
    {
        var stream = TestSeed.Open(name, 0);
        var (careful, student) = (new double[Experiments], new double[Experiments]);
        var values = new double[count];
        for (var i = 0; i < Experiments; i++)
        {
            foreach (ref var value in values.AsSpan())
            {
                value = law(ref stream);
            }

            careful[i] = Judged(values, FewValues / count).Score > Refuted ? 1 : 0;
            student[i] = Judged(values, least: 0).Score > Refuted ? 1 : 0;
        }

        return (Statistically.Mean(careful), Statistically.Mean(student));
    }

    private static Evidence Judged(double[] values, double least)
    {
        var row = new Evidence("m", "c", null, null);
        BlockMean.Compare(row, values, Blocks, least, () => "");
        return row;
    }
}

using DiffMH.Engine.Verification;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Verification;

/// <summary>Lanes that are alike are found, within packs and from one pack to the next.</summary>
public sealed class PackScatterTests
{
    private const int Together = 4;
    private const int Lanes = 8192;

    [Theory]
    [InlineData(0, 0, false, true)]
    [InlineData(0.02, 0, false, true)]    // 1.06 times the variance
    [InlineData(0.2, 0, false, false)]    // 1.6 times
    [InlineData(0.2, 0, true, true)]
    [InlineData(0, 0.2, false, false)]
    [InlineData(0, 0.2, true, false)]
    public void Only_what_a_caveat_speaks_of_may_be_alike(double ofPack, double ofTwoPacks, bool hasCaveat, bool isRight)
    {
        var row = new Evidence("model", Check.KernelLanes, proposal: null, coupling: null);
        new PackScatter(64, Together, Together).Compare(row, Sample(ofPack, ofTwoPacks), hasCaveat, () => "x");
        Assert.Equal(isRight, row.PValue > 1e-4);
    }

    [Fact]
    public void What_is_the_same_in_all_lanes_is_not_compared()
    {
        var row = new Evidence("model", Check.KernelLanes, proposal: null, coupling: null);
        new PackScatter(64, Together, Together).Compare(row, [.. Enumerable.Repeat(0.1, Lanes)], isFree: false, () => "x");
        Assert.Null(row.PValue);
    }

    /// <summary>Standard normal lanes, with a part of their variance in common within a pack, and within two packs.</summary>
    private static double[] Sample(double ofPack, double ofTwoPacks)
    {
        var stream = TestSeed.Open("pack scatter", 0);
        var (lanes, pack, two) = (new double[Lanes], 0.0, 0.0);
        for (var lane = 0; lane < Lanes; lane++)
        {
            pack = lane % Together == 0 ? stream.NextNormal() : pack;
            two = lane % (2 * Together) == 0 ? stream.NextNormal() : two;
            lanes[lane] = (Math.Sqrt(ofPack) * pack) + (Math.Sqrt(ofTwoPacks) * two) + (Math.Sqrt(1 - ofPack - ofTwoPacks) * stream.NextNormal());
        }

        return lanes;
    }
}

using DiffMH.Engine.Kernels;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>Rows that are added a vector at a time have the bits of numbers that are added one by one.</summary>
public sealed class ElementwiseTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Of_any_length(int length)
    {
        var stream = TestSeed.Open("rows", 0);
        double[] sums = Row(), a = Row(), b = Row();
        AssertEach((sum, x, _) => sum + x, row => Elementwise.Add(row, a));
        AssertEach((sum, x, _) => sum + (x * x), row => Elementwise.AddSquares(row, a));
        AssertEach((sum, x, _) => sum + (0.1 * x), row => Elementwise.AddScaled(row, 0.1, a));
        AssertEach((_, x, _) => x, row => Elementwise.Copy(row, a));
        AssertEach((_, x, y) => x - y, row => Elementwise.Subtract(row, a, b));
        AssertEach((sum, x, y) => sum + (0.1 * (x - y)), row => Elementwise.AddScaledDifference(row, 0.1, a, b));

        double[] Row() => [.. Enumerable.Range(0, length).Select(_ => stream.NextNormal())];

        void AssertEach(Func<double, double, double, double> formula, Action<double[]> add)
        {
            double[] row = [.. sums];
            add(row);
            Assert.Equal(sums.Select((sum, i) => formula(sum, a[i], b[i])), row);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void One_number_that_is_not_finite_is_found_anywhere(int length)
    {
        var row = Enumerable.Repeat(double.MaxValue, length).ToArray();
        Assert.True(Elementwise.AreFinite(row));
        for (var i = 0; i < length; i++)
        {
            foreach (var wrong in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
            {
                row[i] = wrong;
                Assert.False(Elementwise.AreFinite(row));
                row[i] = 1;
            }
        }
    }

    [Fact]
    public void A_row_that_is_too_short_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Elementwise.Add(new double[3], new double[2]));
}

using DiffMH.Tests.Support;

namespace DiffMH.Tests.Proposals;

/// <summary>The proposal by a matrix suggests what its rows say, and refuses rows that say nothing sensible.</summary>
public sealed class LabelMatrixTests
{
    private static readonly double[] Rows = [0.25, 0.75, 0, 0.5, 0, 0.5, 0, 0.3333333333, 0.6666666667];

    [Fact]
    public void Labels_are_suggested_as_often_as_the_matrix_says()
    {
        const int Draws = 100_000;
        var matrix = Of(3, Rows);
        for (var label = 0; label < 3; label++)
        {
            var stream = TestSeed.Open("matrix", label);
            var found = new int[3];
            for (var draw = 0; draw < Draws; draw++)
            {
                found[matrix.Propose(label, ref stream)]++;
            }

            for (var other = 0; other < 3; other++)
            {
                var probability = Rows[(3 * label) + other];
                Assert.Equal(probability, matrix.Probability(label, other));
                Assert.InRange(found[other] - (Draws * probability), -Limit(Draws, probability), Limit(Draws, probability));
            }
        }
    }

    [Theory]
    [InlineData("found 8 numbers; 3 labels take 9", 0.25, 0.75, 0.0, 0.5, 0.0, 0.5, 0.0, 1.0)]
    [InlineData("row 1, of label 1, sums to 0.9", 0.25, 0.75, 0.0, 0.5, 0.0, 0.4, 0.0, 0.5, 0.5)]
    [InlineData("label 2 cannot be reached from label 0", 0.5, 0.5, 0.0, 0.5, 0.0, 0.5, 0.0, 0.0, 1.0)]
    public void A_matrix_that_is_wrong_is_refused(string expected, params double[] rows)
    {
        var refused = Assert.Throws<SettingException>(() => Of(3, rows));
        Assert.Equal("rows", refused.Setting);
        Assert.StartsWith(expected, refused.Message, StringComparison.Ordinal);
    }

    private static double Limit(int draws, double probability) => (Statistically.Limit * Math.Sqrt(draws * probability * (1 - probability))) + 1e-4;

    private static LabelMatrix Of(int labels, double[] rows) => new(new LabelMatrixSettings { Rows = Vector.Of(rows) }, labels);
}

using System.Text;

namespace DiffMH.Tests.Settings;

/// <summary>Numbers in a text file.</summary>
public sealed class NumberTableTests
{
    [Fact]
    public void Rows_columns_comments_and_separators_are_read()
    {
        var table = Parse("# a graph\n0 1 0.5\r\n\n1, 2 ,-3e-1 # the second\n 2\t0 7");
        Assert.Equal((3, 3), (table.Rows, table.Columns));
        Assert.Equal([0.5, -0.3, 7], table.Column(2));
        Assert.Equal(2, table[1, 1]);
        Assert.Equal((0, 0), (Parse("# nothing\n").Rows, Parse("").Columns));
    }

    [Theory]
    [InlineData("1 2\n1 two\n", "line 2 has \"two\" where a finite number must be")]
    [InlineData("1 2\n\n3\n", "line 3 has 1 numbers and the lines before have 2; all lines must have as many")]
    [InlineData("1,5 2", "line 1 has \"1,5 2\", parted by commas and by blanks; all numbers of a line must be parted by blanks, by commas or by semicolons, and decimals have a point, as 1.5")]
    [InlineData("1 2 3\n1,5; 2,5 # decimals\n", "line 2 has \"1,5; 2,5\", parted by commas and by semicolons; ")]
    [InlineData("1 2,5", "line 1 has \"1 2,5\", parted by blanks and by commas; ")]
    [InlineData("1\t2;5", "parted by blanks and by semicolons; ")]
    [InlineData("1,;2", "line 1 has \"1,;2\", parted by commas and semicolons; ")]
    [InlineData("1e999", "line 1 has \"1e999\" where a finite number must be")]
    public void What_is_no_table_is_told_with_its_line(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<FormatException>(() => Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1;2; 3")]
    [InlineData(" 1 ,2,\t3,\r\n")]
    [InlineData("1 \t 2\t3")]
    public void Blanks_beside_separators_are_no_separators(string text) => Assert.Equal((1, 3), (Parse(text).Rows, Parse(text).Columns));

    private static NumberTable Parse(string text) => NumberTable.Parse(Encoding.UTF8.GetBytes(text));
}

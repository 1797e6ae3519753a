using DiffMH.Client.Formatting;

namespace DiffMH.Tests.Client;

public sealed class BrailleChartTests
{
    [Fact]
    public void A_rising_line_rises_by_a_dot_for_each_column() => Assert.Equal("⡠⠊", BrailleChart.Line([0, 1, 2, 3], 2));

    [Fact]
    public void A_falling_line_falls() => Assert.Equal("⠑⢄", BrailleChart.Line([3, 2, 1, 0], 2));

    [Fact]
    public void A_step_is_drawn_through() => Assert.Equal("⡸", BrailleChart.Line([0, 3], 1));

    [Fact]
    public void More_values_than_columns_are_averaged() => Assert.Equal(BrailleChart.Line([0, 1, 2, 3], 2), BrailleChart.Line([-0.5, 0.5, 0.5, 1.5, 1.5, 2.5, 2.5, 3.5], 2));

    [Fact]
    public void What_never_changes_is_a_level_line_and_what_is_not_there_is_blank()
    {
        Assert.Equal("⠒⠒", BrailleChart.Line([7, 7], 2));
        Assert.Equal("  ", BrailleChart.Line([double.NaN], 2));
    }

    [Fact]
    public void Several_lines_begin_at_the_top_and_share_the_range()
    {
        var lines = BrailleChart.Draw([0, 1, 2, 3, 4, 5, 6, 7], 4, 2);
        Assert.Equal(["  ⡠⠊", "⡠⠊  "], lines);
    }
}

using DiffMH.Client.Progress.Live;
using Spectre.Console.Rendering;

namespace DiffMH.Tests.Client;

public sealed class ScreenLayoutTests
{
    private const int Height = 24;
    private static readonly FrozenSweep Three = ScreenSamples.Sweep(3);
    private static readonly FrozenSweep Many = ScreenSamples.Sweep(500);

    public static TheoryData<int> Widths => [60, 80, 120, 200];

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_frame_fits_any_screen_and_says_what_matters(int width)
    {
        var lines = Frame(ScreenSamples.Board(Three, ScreenSamples.Point(0, 260), ScreenSamples.Point(1, 31, rhat: 1.2)), width);

        Assert.Equal(Height, lines.Length);
        var text = string.Join('\n', lines);
        Assert.StartsWith("sample   running   0 of 3 points   1 silo, 2 cores", text);
        Assert.Contains("43.2%, 1 min 12 s, 1 min 40 s ± 8 s left", text);
        Assert.All(["same-value", "independent", "260/600", "2.3310(42)", "76.10(40)", "-3.10(50)", "6.2", "queued"], word => Assert.Contains(word, text));
        Assert.Contains("! point 1: energy: r_hat_split is 1.200", text);
        Assert.Contains("Raise chain.warmup or chain.draws", string.Join(' ', lines.Select(line => line.Trim())));
        Assert.StartsWith("q pause and leave   p pause", lines[^1]);
    }

    [Theory]
    [InlineData(60, 3, false)]
    [InlineData(80, 1, false)]
    [InlineData(120, 1, true)]
    [InlineData(200, 1, true)]
    public void The_room_there_is_decides_between_a_table_with_a_curve_one_without_and_blocks(int width, int linesOfPoint, bool hasBar)
    {
        var lines = Frame(ScreenSamples.Board(Three, ScreenSamples.Point(0, 260), ScreenSamples.Point(1, 31)), width);
        var first = Array.FindIndex(lines, line => line.Contains("260/600"));
        Assert.Equal(linesOfPoint, Array.FindIndex(lines, line => line.Contains("31/600")) - first);
        Assert.Equal(hasBar, lines[first].Contains('━'));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_single_point_has_its_numbers_under_each_other_and_a_curve(int width)
    {
        var sweep = ScreenSamples.Sweep(1);
        var text = string.Join('\n', Frame(ScreenSamples.Board(sweep, ScreenSamples.Point(0, 260)), width));
        Assert.Contains("iteration      260/600\nT              2.3310(42)\nspecific_heat  76.10(40)\nd/dT           -3.10(50)   signal 6.2\n\nspecific_heat, iterations 1 to 260\n     76.1 ", text);
        Assert.Contains("\n        1 ⡠", text);
    }

    [Fact]
    public void Columns_do_not_become_narrower_when_digits_go()
    {
        var (board, layout) = (ScreenSamples.Board(Three, ScreenSamples.Point(0, 260, value: 123456.7)), new ScreenLayout());
        var before = Lines(layout.Draw(board, 119, Height), 119)[3];
        board.Take(ScreenSamples.Status(Three, ScreenSamples.Point(0, 261, value: 1)), ScreenSamples.Pace);
        Assert.Equal(before, Lines(layout.Draw(board, 119, Height), 119)[3]);
    }

    [Fact]
    public void With_many_points_those_at_work_come_first_and_the_rest_can_be_scrolled_to()
    {
        var board = ScreenSamples.Board(Many, ScreenSamples.Point(321, 10), ScreenSamples.Point(7, 20));

        var lines = Frame(board, 80);
        Assert.StartsWith("7     independent  11", lines[4]);
        Assert.StartsWith("321   independent  325", lines[5]);
        Assert.Contains(lines, line => line.StartsWith("points 1 to 18 of 500"));

        board.Scroll(1000);
        Assert.Contains(Frame(board, 80), line => line.StartsWith("points 483 to 500 of 500"));
        board.Scroll(-3);
        Assert.Contains(Frame(board, 80), line => line.StartsWith("points 480 to 497 of 500"));
    }

    [Fact]
    public void Blocks_can_be_scrolled_to_the_last_point_as_well()
    {
        var board = ScreenSamples.Board(Many, ScreenSamples.Point(499, 10));
        board.Reorder();
        board.Reorder();
        board.Reorder();
        Assert.Equal(PointOrder.Point, board.Order);
        for (var i = 0; i < 3; i++)
        {
            board.Scroll(long.MaxValue / 2);
            Frame(board, 60);
        }

        Assert.Contains(Frame(board, 60), line => line.StartsWith("499 coupling independent, L 503"));
    }

    [Fact]
    public void Each_order_has_what_it_asks_for_on_top()
    {
        var board = ScreenSamples.Board(Three, ScreenSamples.Point(0, 10, value: 3, gradient: 1), ScreenSamples.Point(1, 10, value: 5, gradient: 0.5), ScreenSamples.Point(2, 10, value: 4, gradient: -7));
        int[] Tops() => [.. board.Show(3).Select(point => point.Index)];

        Assert.Equal([0, 1, 2], Tops());
        board.Reorder();
        board.Reorder();
        Assert.Equal(PointOrder.Value, board.Order);
        Assert.Equal([1, 2, 0], Tops());
        board.Reorder();
        Assert.Equal([2, 0, 1], Tops());
    }

    [Fact]
    public void More_of_each_point_shows_how_its_chains_behave()
    {
        var board = ScreenSamples.Board(Three, ScreenSamples.Point(0, 260));
        board.IsVerbose = true;
        var text = string.Join('\n', Frame(board, 100));
        Assert.All(["acceptance 0.31", "recoupling mean 5.25 steps", "unrecoupled 0.4%", "least ess 1200", "largest r_hat_split 1.001"], fact => Assert.Contains(fact, text));
    }

    [Fact]
    public void What_a_terminal_would_obey_is_not_written_and_too_long_a_line_is_cut()
    {
        var sweep = ScreenSamples.Sweep(3, "evil\u001b[2J\r\n" + new string('x', 300));
        var lines = Frame(ScreenSamples.Board(sweep, ScreenSamples.Point(0, 260)), 60);
        Assert.All(lines, line => Assert.DoesNotContain(line, char.IsControl));
        Assert.EndsWith("…", lines[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    public void A_low_screen_has_at_most_its_lines(int height) =>
        Assert.InRange(new ScreenLayout().Draw(ScreenSamples.Board(Three, ScreenSamples.Point(0, 260, rhat: 2)), 79, height).Count, 1, height);

    [Fact]
    public void A_failed_point_says_why()
    {
        var board = ScreenSamples.Board(Three);
        board.Take(Samples.Results[2]);
        Assert.Contains("! point 2: failed: log density is NaN at label 3 (System.ArithmeticException)", string.Join('\n', Frame(board, 120)));
    }

    [Fact]
    public void What_settings_make_doubtful_is_said_before_anything_ran_once_for_all_points()
    {
        var board = ScreenSamples.Board(Three, point => point.Index == 1 ? null : "the kernel is not for it; use another");
        Assert.Contains("! points 0 and 2: the kernel is not for it; use another.", Frame(board, 120).Select(line => line.TrimEnd()));
    }

    /// <summary>As on a screen of a width, whose last column stays free.</summary>
    private static string[] Frame(SweepBoard board, int width) => Lines(new ScreenLayout().Draw(board, width - 1, Height), width - 1);

    private static string[] Lines(IEnumerable<ScreenLine> lines, int width) =>
    [
        .. lines.Select(line =>
        {
            Segment[] pieces = [.. line.Fit(width)];
            Assert.InRange(Segment.CellCount(pieces), 0, width);
            return string.Concat(pieces.Select(piece => piece.Text)).TrimEnd();
        }),
    ];
}

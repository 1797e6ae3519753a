namespace DiffMH.Client.Formatting;

/// <summary>Draws a curve in text: each Braille letter holds two dots across and four up.</summary>
public static class BrailleChart
{
    /// <summary>The letter without dots: what stands for a blank where blanks would be run together.</summary>
    public const char NoDots = '\u2800';

    private const int Across = 2;
    private const int Up = 4;

    /// <summary>Which bit of a letter's code is a dot, by column and by row from the top (The Unicode Standard, section 21.1).</summary>
    private static readonly byte[,] Bits = { { 0x01, 0x02, 0x04, 0x40 }, { 0x08, 0x10, 0x20, 0x80 } };

    /// <summary>The curve in one line.</summary>
    /// <param name="values">The values from left to right; what is not finite is left out.</param>
    /// <param name="width">Letters.</param>
    public static string Line(IReadOnlyList<double> values, int width) => Draw(values, width, 1)[0];

    /// <summary>The curve, from its least value in the lowest dots to its largest in the highest.</summary>
    /// <param name="values">The values from left to right; what is not finite is left out.</param>
    /// <param name="width">Letters in a line.</param>
    /// <param name="height">Lines.</param>
    /// <returns>The lines from the top, each as wide as asked for; blank without values.</returns>
    public static string[] Draw(IReadOnlyList<double> values, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(values);
        var letters = new byte[height, width];
        var before = -1;
        foreach (var (x, level) in Levels(Columns([.. values.Where(double.IsFinite)], Across * width), Up * height).Index())
        {
            // A steep step is drawn through, else the eye loses the curve.
            var from = before < 0 ? level : before + Math.Sign(level - before);
            for (var dot = Math.Min(from, level); dot <= Math.Max(from, level); dot++)
            {
                var row = (Up * height) - 1 - dot;
                letters[row / Up, x / Across] |= Bits[x % Across, row % Up];
            }

            before = level;
        }

        return [.. Enumerable.Range(0, height).Select(row => string.Create(width, row, (line, at) =>
        {
            for (var column = 0; column < line.Length; column++)
            {
                line[column] = letters[at, column] == 0 ? ' ' : (char)(NoDots + letters[at, column]);
            }
        }))];
    }

    /// <summary>As many numbers as there are columns: means where there are more values, straight lines between them where there are fewer.</summary>
    private static double[] Columns(double[] values, int columns) => values.Length == 0
        ? []
        : [.. Enumerable.Range(0, columns).Select(column => values.Length >= columns ? Mean(values, column, columns) : Between(values, column, columns))];

    private static double Mean(double[] values, int column, int columns)
    {
        var (from, to) = ((int)((long)column * values.Length / columns), (int)((column + 1L) * values.Length / columns));
        return values.Skip(from).Take(to - from).Average();
    }

    private static double Between(double[] values, int column, int columns)
    {
        var place = (double)column * (values.Length - 1) / (columns - 1);
        var left = Math.Min((int)place, values.Length - 1);
        var right = Math.Min(left + 1, values.Length - 1);
        return values[left] + ((place - left) * (values[right] - values[left]));
    }

    private static IEnumerable<int> Levels(double[] values, int levels)
    {
        var (least, most) = values.Length == 0 ? (0, 0) : (values.Min(), values.Max());
        return values.Select(value => most > least ? (int)Math.Round((value - least) / (most - least) * (levels - 1)) : levels / 2);
    }
}

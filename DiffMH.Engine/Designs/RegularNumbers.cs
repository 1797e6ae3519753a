namespace DiffMH.Engine.Designs;

/// <summary>Numbers at regular distances.</summary>
internal static class RegularNumbers
{
    /// <summary>Equal differences; the last number is exactly <paramref name="to"/>.</summary>
    public static double[] Linear(double from, double to, int count) => Fill(count, to, i => from + (i * ((to - from) / (count - 1))));

    /// <summary>Equal ratios, of positive numbers; the first is exactly <paramref name="from"/> and the last <paramref name="to"/>.</summary>
    /// <remarks>In powers of ten, so that decades come out as one writes them. <see cref="Math.Pow"/> may differ in the last bit between systems.</remarks>
    public static double[] Logarithmic(double from, double to, int count)
    {
        var (first, last) = (Math.Log10(from), Math.Log10(to));
        return Fill(count, to, i => i == 0 ? from : Math.Pow(10, first + (i * ((last - first) / (count - 1)))));
    }

    /// <summary>Numbers a step apart, none beyond <paramref name="to"/>; the last is exactly that where rounding alone keeps it from being hit.</summary>
    /// <param name="from">The first.</param>
    /// <param name="to">What is not passed.</param>
    /// <param name="step">The step, of either sign.</param>
    /// <param name="most">The largest number of them.</param>
    /// <returns>Null where the step leads away from <paramref name="to"/>, nowhere, or there in too many numbers.</returns>
    public static double[]? Stepwise(double from, double to, double step, int most)
    {
        var distance = (to - from) / step;
        var nearest = Math.Round(distance);

        // What the rounding of the three numbers to doubles and of their quotient can do.
        var rounding = 4 * Math.ScaleB(1, -52) * (1 + Math.Abs(distance) + ((Math.Abs(from) + Math.Abs(to)) / Math.Abs(step)));
        var isHit = Math.Abs(distance - nearest) <= rounding;
        var steps = isHit ? nearest : Math.Floor(distance);
        if (!(steps >= 0 && steps < most))
        {
            return null;
        }

        // Where the two numbers are decimals of up to 15 digits, as people type them, so are the others: 3 × 0.1 is the 0.3 that a rule names.
        var isDecimal = TryDecimal(from, out var start) & TryDecimal(step, out var exact);
        return Fill((int)steps + 1, isHit && steps > 0 ? to : Number((int)steps), Number);

        double Number(int i) => isDecimal ? (double)(start + (i * exact)) : from + (i * step);
    }

    private static double[] Fill(int count, double last, Func<int, double> value) => [.. Enumerable.Range(0, count).Select(i => i == count - 1 ? last : value(i))];

    private static bool TryDecimal(double value, out decimal exact)
    {
        const double largest = 1e15;
        exact = Math.Abs(value) < largest ? (decimal)value : 0;
        return (double)exact == value;
    }
}

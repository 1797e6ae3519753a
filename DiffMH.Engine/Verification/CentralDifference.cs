namespace DiffMH.Engine.Verification;

/// <summary>Derivatives from values alone: central differences, extrapolated to step 0.</summary>
/// <remarks>Ridders 1982, as in Press et al., <i>Numerical Recipes</i>, section 5.7: steps shrink by 1.4 and the estimate of least error is taken.</remarks>
internal static class CentralDifference
{
    private const int Steps = 10;
    private const double Shrink = 1.4;

    /// <summary>The derivative of each output in one input, and its error.</summary>
    /// <param name="point">The formula, and how far the input may be moved.</param>
    /// <param name="input">The input.</param>
    public static (double[] Slopes, double[] Errors) Of(FunctionPoint point, int input)
    {
        var quotients = new double[Steps][];
        var step = point.Reach[input];
        for (var i = 0; i < Steps; i++, step /= Shrink)
        {
            quotients[i] = Quotient(point, input, step);
        }

        var (slopes, errors) = (new double[point.Function.Outputs], new double[point.Function.Outputs]);
        for (var output = 0; output < slopes.Length; output++)
        {
            (slopes[output], errors[output]) = Extrapolate([.. quotients.Select(values => values[output])]);
        }

        return (slopes, errors);
    }

    private static double[] Quotient(FunctionPoint point, int input, double step)
    {
        double[] up = [.. point.Inputs], down = [.. point.Inputs];
        up[input] += step;
        down[input] -= step;
        var (above, below, width) = (point.Values(up), point.Values(down), up[input] - down[input]);
        return [.. above.Select((value, i) => (value - below[i]) / width)];
    }

    private static (double Slope, double Error) Extrapolate(double[] column)
    {
        var (slope, error, previous) = (column[^1], double.PositiveInfinity, column);
        for (var order = 1; order < column.Length; order++)
        {
            var factor = Math.Pow(Shrink * Shrink, order);
            var next = new double[previous.Length - 1];
            for (var i = 0; i < next.Length; i++)
            {
                next[i] = ((factor * previous[i + 1]) - previous[i]) / (factor - 1);
                var guess = Math.Max(Math.Abs(next[i] - previous[i]), Math.Abs(next[i] - previous[i + 1]));
                (slope, error) = guess <= error ? (next[i], guess) : (slope, error);
            }

            previous = next;
        }

        return (slope, error);
    }
}

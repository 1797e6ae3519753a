namespace DiffMH.Engine.Verification;

/// <summary>What every formula of a plugin has to be: a function, with one value for all scalars, whose derivatives are those of its values.</summary>
internal static class FunctionChecks
{
    /// <summary>Up to what relative deviation values of two scalars are taken for rounding.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Up to what relative deviation derivatives are.</summary>
    private const double Slope = 1e-6;

    /// <summary>The same bits in another order, again, and from two threads at a time.</summary>
    public static void Repeats(Evidence row, IReadOnlyList<FunctionPoint> points)
    {
        var first = points.Select(point => point.Values()).ToArray();
        Compare(row, points, first, [.. points.Reverse().Select(point => point.Values()).Reverse()], "called again in another order");
        var onThreads = new double[2][][];
        Parallel.For(0, onThreads.Length, new ParallelOptions { MaxDegreeOfParallelism = onThreads.Length }, thread => onThreads[thread] = [.. points.Select(point => point.Values())]);
        foreach (var values in onThreads)
        {
            Compare(row, points, first, values, "called from another thread");
        }
    }

    /// <summary>One value for all scalars, and one derivative, forward and reverse.</summary>
    public static void Scalars(Evidence row, IReadOnlyList<FunctionPoint> points)
    {
        foreach (var point in points)
        {
            var (reals, tape) = (point.Values(), new Tape());
            var inputs = point.Inputs.Select((value, i) => point.Reach[i] > 0 ? tape.Leaf(i, value) : Traced.Constant(value)).ToArray();
            var traced = new Traced[reals.Length];
            point.Function.Evaluate<Traced>(inputs, traced);
            for (var output = 0; output < reals.Length; output++)
            {
                Same(row, reals[output], traced[output].Value, $"{point.Function.Name} with Traced numbers");
            }

            foreach (var input in Enumerable.Range(0, inputs.Length).Where(i => point.Reach[i] > 0))
            {
                var duals = point.Duals(input);
                for (var output = 0; output < reals.Length; output++)
                {
                    Same(row, reals[output], duals[output].Value, $"{point.Function.Name} with Dual numbers");
                    if (double.IsFinite(reals[output]))
                    {
                        Same(row, duals[output].Derivative, Derivative(tape, traced[output], input), $"derivative of {point.Function.Name} in {point.NameOf(input)} with Traced numbers");
                    }
                }
            }
        }
    }

    /// <summary>Derivatives in each input by itself, against differences of the values.</summary>
    public static void Derivatives(Evidence row, IReadOnlyList<FunctionPoint> points)
    {
        foreach (var point in points)
        {
            foreach (var input in Enumerable.Range(0, point.Inputs.Length).Where(i => point.Reach[i] > 0))
            {
                Derivative(row, point, input);
            }
        }
    }

    private static void Derivative(Evidence row, FunctionPoint point, int input)
    {
        var duals = point.Duals(input);
        var (slopes, errors) = CentralDifference.Of(point, input);
        for (var output = 0; output < duals.Length; output++)
        {
            var (dual, slope) = (duals[output].Derivative, slopes[output]);
            if (!double.IsFinite(duals[output].Value) || !double.IsFinite(slope))
            {
                continue;   // outside the support, or at its edge
            }

            var size = Math.Max(Math.Max(Math.Abs(dual), Math.Abs(slope)), 1e-6 * (1 + Math.Abs(duals[output].Value)));
            row.Deviates((dual - slope) / size, Math.Max(Slope, 20 * errors[output] / size), () => FormattableString.Invariant(
                $"derivative of {point.Function.Name} in {point.NameOf(input)} is {dual:G9}, its values' is {slope:G9}"));
        }
    }

    private static void Compare(Evidence row, IReadOnlyList<FunctionPoint> points, double[][] expected, double[][] found, string when)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            for (var output = 0; output < expected[i].Length; output++)
            {
                var (one, other, point) = (expected[i][output], found[i][output], points[i]);
                row.Holds(BitConverter.DoubleToInt64Bits(one) == BitConverter.DoubleToInt64Bits(other), () => FormattableString.Invariant(
                    $"{point.Function.Name} is {one:R}, and {other:R} when {when}"));
            }
        }
    }

    private static void Same(Evidence row, double expected, double found, string what)
    {
        if (expected.Equals(found))
        {
            row.Deviates(0, Rounding, () => what);
            return;
        }

        row.Deviates((found - expected) / Math.Max(1, Math.Abs(expected)), Rounding, () => FormattableString.Invariant($"{what} is {found:R} instead of {expected:R}"));
    }

    private static double Derivative(Tape tape, Traced number, int input)
    {
        var gradient = tape.Gradient(number);
        var place = gradient.Indices.IndexOf(input);
        return place < 0 ? 0 : gradient.Values[place];
    }
}

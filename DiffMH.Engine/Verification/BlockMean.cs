namespace DiffMH.Engine.Verification;

/// <summary>A mean of independent numbers that may have a few large ones among them, judged by blocks.</summary>
internal static class BlockMean
{
    /// <summary>Compares the mean with 0.</summary>
    /// <param name="row">The row.</param>
    /// <param name="values">The numbers, as many as blocks or a multiple.</param>
    /// <param name="blocks">How many blocks; Student's t with one degree less is more careful than the normal law.</param>
    /// <param name="what">What they are.</param>
    public static void Compare(Evidence row, double[] values, int blocks, Func<string> what)
    {
        var means = values.Chunk(values.Length / blocks).Select(block => block.Average()).ToArray();
        var mean = means.Average();
        var error = Math.Sqrt(means.Sum(value => (value - mean) * (value - mean)) / (blocks * (blocks - 1.0)));
        if (error <= 1e-12 * Math.Abs(mean))
        {
            row.Deviates(mean, 1e-9, what);
            return;
        }

        row.Differs(mean, error, NormalLaw.OfStudent(mean / error, blocks - 1), what);
    }
}

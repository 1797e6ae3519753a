namespace DiffMH.Engine.Verification;

/// <summary>A mean of independent numbers that may have a few large ones among them, judged by blocks.</summary>
internal static class BlockMean
{
    /// <summary>Compares the mean with 0.</summary>
    /// <param name="row">The row.</param>
    /// <param name="values">The numbers, as many as blocks or a multiple.</param>
    /// <param name="blocks">How many blocks; Student's t with one degree less is more careful than the normal law.</param>
    /// <param name="least">The least standard error that is believed.</param>
    /// <param name="what">What they are.</param>
    public static void Compare(Evidence row, double[] values, int blocks, double least, Func<string> what)
    {
        var means = values.Chunk(values.Length / blocks).Select(block => block.Average()).ToArray();
        var mean = means.Average();
        var error = Math.Sqrt((least * least) + (means.Sum(value => (value - mean) * (value - mean)) / (blocks * (blocks - 1.0))));
        row.Differs(mean, error, error > 0 ? NormalLaw.OfStudent(mean / error, blocks - 1) : 0, what);
    }
}

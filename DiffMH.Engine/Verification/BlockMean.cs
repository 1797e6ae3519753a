namespace DiffMH.Engine.Verification;

/// <summary>A mean of independent numbers that may have a few large ones among them, judged by blocks.</summary>
/// <remarks>
/// With heavy tails a sample that misses the largest numbers is off and does not show it: its scatter is too small as well, so that Student's t is too
/// sure of itself. What a sample misses is taken for as large as the largest number it has. Where that has a share h of the scatter, three of its
/// size are 3√h standard errors: a fifth of one for 2500 normal numbers, and most of the error where single numbers make the scatter. Errors of
/// the size that a row is said to detect are found a little more often for it.
/// </remarks>
internal static class BlockMean
{
    /// <summary>Compares the mean with 0.</summary>
    /// <param name="row">The row.</param>
    /// <param name="values">The numbers, as many as blocks or a multiple.</param>
    /// <param name="blocks">How many blocks; Student's t with one degree less is more careful than the normal law.</param>
    /// <param name="least">The least standard error that is believed of numbers up to 1 in size; where the largest is larger, as many times that.</param>
    /// <param name="what">What they are.</param>
    public static void Compare(Evidence row, double[] values, int blocks, double least, Func<string> what)
    {
        var means = values.Chunk(values.Length / blocks).Select(block => block.Average()).ToArray();
        var mean = means.Average();
        var unseen = least * Math.Max(1, values.Max(Math.Abs));
        var error = Math.Sqrt((unseen * unseen) + (means.Sum(value => (value - mean) * (value - mean)) / (blocks * (blocks - 1.0))));
        row.Differs(mean, error, new ScoreLaw(blocks - 1), what);
    }
}

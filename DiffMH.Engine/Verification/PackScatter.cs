namespace DiffMH.Engine.Verification;

/// <summary>Whether lanes are as independent as their kernel says: those of different packs altogether, those of one pack as far as standard errors need.</summary>
/// <remarks>Where each two of n lanes of a pack have the correlation c, the variance of their mean is 1 + (n − 1) c times that of independent ones.</remarks>
/// <param name="blocks">In how many blocks means are judged, see <see cref="BlockMean"/>.</param>
/// <param name="pack">How many lanes a pack has.</param>
/// <param name="together">How many of them are in the numbers.</param>
internal sealed class PackScatter(int blocks, int pack, int together)
{
    /// <summary>By how much the variance of the mean over a pack may exceed that over independent lanes: with 0.1 a standard error that takes them for independent is 5 % too small.</summary>
    public const double MostExcess = 0.1;

    private const double FewLanes = 3;
    private const double Rounding = 1.0 / (1L << 40);

    /// <summary>Compares what lanes at one θ gave.</summary>
    /// <param name="row">The row.</param>
    /// <param name="lanes">The same sum of each lane, pack by pack.</param>
    /// <param name="isFree">Whether lanes of a pack may be alike to any degree, since the kernel has a caveat.</param>
    /// <param name="what">What sum it is.</param>
    public void Compare(Evidence row, double[] lanes, bool isFree, Func<string> what)
    {
        var mean = lanes.Average();
        var scatter = lanes.Average(value => (value - mean) * (value - mean)) / together;   // of the mean over a pack, if lanes are independent
        if (scatter <= Math.Pow(Rounding * lanes.Max(Math.Abs), 2))
        {
            return;
        }

        double[] packs = [.. lanes.Chunk(together).Select(part => part.Average() - mean)];
        Judge(row, [.. packs.Select((value, i) => value * packs[(i + 1) % packs.Length] / scatter)], () => $"packs next to each other are not independent: the covariance of {what()}, by the variance of a pack of independent lanes");
        if (!isFree && together > 1)
        {
            var most = 1 + (MostExcess * (together - 1) / (pack - 1));
            double[] excess = [.. packs.Select(value => (value * value / scatter) - most)];
            if (excess.Average() > 0)
            {
                Judge(row, excess, () => $"lanes of a pack are alike, and the kernel has no caveat: the variance over {together} lanes of each pack of {what()} may be {most:F3} times that of independent lanes");
            }
        }
    }

    private void Judge(Evidence row, double[] values, Func<string> what) => BlockMean.Compare(row, values, blocks, FewLanes / values.Length, what);
}

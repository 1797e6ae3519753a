namespace DiffMH.Tests.Statistics;

/// <summary>Turns kept draws of one observable into a row of sums, by the definitions of <see cref="SumsLayout"/> and nothing else.</summary>
internal static class ChainRows
{
    public static readonly SumsLayout Layout = new(1, 1);

    public static double[] Of(params double[][] lanes)
    {
        var row = new double[Layout.Width];
        foreach (var draws in lanes)
        {
            var batches = draws.Chunk((int)Math.Sqrt(draws.Length)).Where(batch => batch.Length == (int)Math.Sqrt(draws.Length)).ToArray();
            var halves = draws.Chunk(draws.Length / 2).Take(2).ToArray();
            row[SumsLayout.Draws] += draws.Length;
            row[SumsLayout.Updates] += draws.Length;
            row[SumsLayout.Moments] += draws.Sum();
            row[Layout.Squares] += draws.Sum(x => x * x);
            row[SumsLayout.Batches] += batches.Length;
            row[Layout.BatchMeans] += batches.Sum(batch => batch.Average());
            row[Layout.BatchMeanSquares] += batches.Sum(batch => Math.Pow(batch.Average(), 2));
            row[SumsLayout.Halves] += 2;
            row[Layout.HalfMeans] += halves.Sum(half => half.Average());
            row[Layout.HalfMeanSquares] += halves.Sum(half => Math.Pow(half.Average(), 2));
            row[Layout.HalfVariances] += halves.Sum(Variance);
        }

        return row;
    }

    /// <summary>With divisor n − 1.</summary>
    public static double Variance(double[] draws)
    {
        var mean = draws.Average();
        return draws.Sum(x => (x - mean) * (x - mean)) / (draws.Length - 1);
    }
}

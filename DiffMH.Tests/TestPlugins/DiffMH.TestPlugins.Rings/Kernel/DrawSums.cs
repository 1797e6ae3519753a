namespace DiffMH.TestPlugins.Rings;

/// <summary>The sums of one lane; those of batches and half-chains are formed at the end, from all draws.</summary>
/// <param name="layout">Where they stand.</param>
/// <param name="draws">How many draws there will be.</param>
internal sealed class DrawSums(SumsLayout layout, int draws)
{
    private readonly List<double[]> kept = [];
    private readonly double[] row = new double[layout.Width];

    /// <summary>One of the counts.</summary>
    public ref double this[int place] => ref row[place];

    /// <summary>Adds a draw.</summary>
    /// <param name="totals">f of the chain.</param>
    /// <param name="alternatives">f and weight of each alternative.</param>
    public void Add(double[] totals, IEnumerable<(double[] Totals, double[] Weight)> alternatives)
    {
        kept.Add(totals);
        foreach (var (other, weight) in alternatives)
        {
            for (var place = 0; place < totals.Length * weight.Length; place++)
            {
                var (observable, parameter) = (place / weight.Length, place % weight.Length);
                row[layout.Slopes + place] += weight[parameter] * (other[observable] - totals[observable]);
            }
        }
    }

    /// <summary>Adds the lane to its group's row.</summary>
    public void AddTo(Span<double> groupRow)
    {
        double[][][] batches = [.. kept.Chunk((int)Math.Sqrt(draws)).Where(batch => batch.Length == (int)Math.Sqrt(draws))];
        double[][][] halves = draws < 4 ? [] : [.. kept.Chunk(draws / 2).Take(2)];
        (row[SumsLayout.Draws], row[SumsLayout.Batches], row[SumsLayout.Halves]) = (draws, batches.Length, halves.Length);
        for (var i = 0; i < layout.Observables; i++)
        {
            row[SumsLayout.Moments + i] = kept.Sum(values => values[i]);
            row[layout.Squares + i] = kept.Sum(values => values[i] * values[i]);
            row[layout.BatchMeans + i] = batches.Sum(batch => Mean(batch, i));
            row[layout.BatchMeanSquares + i] = batches.Sum(batch => Mean(batch, i) * Mean(batch, i));
            row[layout.HalfMeans + i] = halves.Sum(half => Mean(half, i));
            row[layout.HalfMeanSquares + i] = halves.Sum(half => Mean(half, i) * Mean(half, i));
            row[layout.HalfVariances + i] = halves.Sum(half => half.Sum(values => Math.Pow(values[i] - Mean(half, i), 2)) / (half.Length - 1));
        }

        for (var place = 0; place < row.Length; place++)
        {
            groupRow[place] += row[place];
        }
    }

    private static double Mean(double[][] draws, int observable) => draws.Average(values => values[observable]);
}

namespace DiffMH.Benchmarks.Many;

/// <summary>The derivatives of one moment in many parameters, replicate by replicate, as far as anything can be known of them: summed over blocks, and times the parameters.</summary>
/// <param name="couplings">The parameters.</param>
/// <param name="blocks">How many blocks.</param>
internal sealed class BlockSums(double[] couplings, int blocks)
{
    private readonly List<double> means = [];
    private readonly List<double[]> slopes = [];
    private readonly List<double[]> scores = [];

    /// <summary>How many sums: one for each block, that of all, and that of all times the parameters.</summary>
    public int Count => blocks + 2;

    /// <summary>What a sum is.</summary>
    public string NameOf(int sum) => sum < blocks ? $"block {sum + 1} of {blocks}" : sum == blocks ? "sum dJ" : "sum J dJ";

    /// <summary>Adds a replicate.</summary>
    /// <param name="mean">The moment.</param>
    /// <param name="products">For each parameter its derivative or, by the covariance identity, the mean of f s.</param>
    /// <param name="score">For each parameter the mean of s; none where there are no scores.</param>
    public void Add(double mean, ReadOnlySpan<double> products, ReadOnlySpan<double> score)
    {
        means.Add(mean);
        slopes.Add(Summed(products));
        scores.Add(score.IsEmpty ? new double[Count] : Summed(score));
    }

    /// <summary>One sum, replicate by replicate: about the centres of all replicates, (f − m)(s − σ) = f s − m s − (f − m) σ.</summary>
    public double[] Of(int sum)
    {
        var (moment, centre) = (means.Average(), scores.Average(values => values[sum]));
        return [.. means.Select((mean, replicate) => slopes[replicate][sum] - (moment * scores[replicate][sum]) - ((mean - moment) * centre))];
    }

    private double[] Summed(ReadOnlySpan<double> components)
    {
        var sums = new double[Count];
        for (var i = 0; i < components.Length; i++)
        {
            sums[(int)((long)i * blocks / components.Length)] += components[i];
            sums[blocks] += components[i];
            sums[blocks + 1] += couplings[i] * components[i];
        }

        return sums;
    }
}

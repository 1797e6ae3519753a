namespace DiffMH.Benchmarks.Comparison;

/// <summary>A mean and its standard error.</summary>
internal readonly record struct MeanWithError(double Mean, double Error)
{
    /// <summary>From independent values, at least two.</summary>
    public static MeanWithError Of(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
        return new(mean, Math.Sqrt(variance / values.Count));
    }

    /// <summary>The mean of independent, equally long runs.</summary>
    public static MeanWithError Merge(IReadOnlyCollection<MeanWithError> runs) =>
        new(runs.Average(run => run.Mean), Math.Sqrt(runs.Sum(run => run.Error * run.Error)) / runs.Count);

    /// <summary>The distance to an independent estimate, in standard errors.</summary>
    public double Score(MeanWithError other) => (Mean - other.Mean) / Math.Sqrt((Error * Error) + (other.Error * other.Error));

    /// <inheritdoc/>
    public override string ToString() => $"{Mean:G6} ± {Error:G2}";
}

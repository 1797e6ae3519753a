namespace DiffMH.Engine.Statistics;

/// <summary>How large the true standard error of a mean may be where replicates estimate it.</summary>
internal static class ErrorBound
{
    /// <summary>How often the true error is above the bound.</summary>
    public const double Level = 0.05;

    /// <summary>What an estimate s/√R is multiplied with to bound the true error: √((R − 1)/χ²), 15.9, 2.9, 1.8 and 1.4 for R = 2, 4, 8 and 16.</summary>
    /// <param name="replicates">R, at least 1.</param>
    /// <returns>At least 1; NaN for one replicate, which says nothing.</returns>
    /// <remarks>For normal values s² (R − 1)/σ² is chi-square with R − 1 degrees of freedom, and with probability <see cref="Level"/> below χ², its quantile.</remarks>
    public static double Factor(int replicates) =>
        replicates < 2 ? double.NaN : Math.Sqrt((replicates - 1) / ChiSquare.Quantile(Level, replicates - 1));
}

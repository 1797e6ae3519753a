namespace DiffMH.Engine.Statistics;

/// <summary>Tukey's pseudo-values: n t − (n − 1) tᵢ with t the statistic of all n groups and tᵢ that without group i.</summary>
/// <remarks>
/// Their mean is the corrected statistic of <see cref="Jackknife"/> and the variance of their mean the square of its error, so they can be
/// treated as n independent estimates (Tukey 1958).
/// </remarks>
internal static class PseudoValues
{
    /// <summary>The pseudo-values of each group.</summary>
    /// <param name="rows">One row of sums for each group, at least two.</param>
    /// <param name="width">How many numbers a row has.</param>
    /// <param name="count">How many numbers the statistic has.</param>
    /// <param name="statistic">A function of sums, smooth near those of all groups.</param>
    public static double[][] Of(ReadOnlySpan<double> rows, int width, int count, GroupStatistic statistic)
    {
        var total = GroupRows.Merge(rows, width);
        var groups = rows.Length / width;
        var (all, rest, pseudo) = (new double[count], new double[width], new double[groups][]);
        statistic(total, all);
        for (var group = 0; group < groups; group++)
        {
            for (var i = 0; i < width; i++)
            {
                rest[i] = total[i] - rows[(group * width) + i];
            }

            var values = pseudo[group] = new double[count];
            statistic(rest, values);
            for (var i = 0; i < count; i++)
            {
                values[i] = all[i] - ((groups - 1) * (values[i] - all[i]));
            }
        }

        return pseudo;
    }
}

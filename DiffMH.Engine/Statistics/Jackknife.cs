namespace DiffMH.Engine.Statistics;

/// <summary>The delete-one-group jackknife: bias and standard error of a function of sums over independent groups.</summary>
/// <remarks>
/// With t the statistic of all n groups and tᵢ that without group i: corrected t − (n − 1) mean(tᵢ − t), error² = (n − 1)/n Σ (tᵢ − mean t)².
/// Quenouille 1956, Tukey 1958; Efron and Tibshirani 1993, chapters 10 and 11. A bias c/N in the number of draws leaves t as c/N and
/// tᵢ as c/(N (1 − 1/n)), so the correction removes it. Groups enter alike whatever their size: sizes differ only where more than 16
/// chains do not divide by 16, by one chain, and then at most 1 % of c/N stays behind; and where groups are left out together that share packs of lanes. To
/// first order sizes with the coefficient of variation v make error² larger by v²/n of itself, and leave v²/n of c/N behind.
/// </remarks>
public static class Jackknife
{
    /// <summary>The statistic with its bias removed, and its standard error. Work is proportional to the number of groups.</summary>
    /// <param name="rows">One row of sums for each group, at least one.</param>
    /// <param name="width">How many numbers a row has.</param>
    /// <param name="count">How many numbers the statistic has.</param>
    /// <param name="statistic">A function of sums, smooth near those of all groups.</param>
    public static Jackknifed Of(ReadOnlySpan<double> rows, int width, int count, GroupStatistic statistic)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        var total = GroupRows.Merge(rows, width);
        var plain = new double[count];
        statistic(total, plain);
        var groups = rows.Length / width;
        if (groups == 1)
        {
            var missing = new double[count];
            Array.Fill(missing, double.NaN);
            return new(Vector.Wrap(plain), Vector.Wrap(plain), Vector.Wrap(missing));
        }

        var (shift, scatter) = LeaveOneOut(rows, total, plain, statistic);
        var corrected = new double[count];
        var errors = new double[count];
        for (var i = 0; i < count; i++)
        {
            corrected[i] = plain[i] - ((groups - 1) * shift[i]);
            errors[i] = Math.Sqrt((groups - 1) * scatter[i] / groups);
        }

        return new(Vector.Wrap(plain), Vector.Wrap(corrected), Vector.Wrap(errors));
    }

    /// <summary>Mean of dᵢ = tᵢ − t and Σ (dᵢ − mean)², updated group by group (Welford 1962).</summary>
    private static (double[] Mean, double[] Scatter) LeaveOneOut(ReadOnlySpan<double> rows, double[] total, double[] plain, GroupStatistic statistic)
    {
        var (mean, scatter, rest, values) = (new double[plain.Length], new double[plain.Length], new double[total.Length], new double[plain.Length]);
        for (var group = 0; group < rows.Length / total.Length; group++)
        {
            var row = rows.Slice(group * total.Length, total.Length);
            for (var i = 0; i < rest.Length; i++)
            {
                rest[i] = total[i] - row[i];
            }

            statistic(rest, values);
            for (var i = 0; i < values.Length; i++)
            {
                var difference = values[i] - plain[i];
                var step = difference - mean[i];
                mean[i] += step / (group + 1);
                scatter[i] += step * (difference - mean[i]);
            }
        }

        return (mean, scatter);
    }
}

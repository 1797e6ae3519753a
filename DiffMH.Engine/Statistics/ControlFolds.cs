namespace DiffMH.Engine.Statistics;

/// <summary>Consecutive groups in folds of about equal size, and from them one component of the covariance identity about means of others.</summary>
internal sealed class ControlFolds
{
    private readonly SumsLayout layout;
    private readonly int component;
    private readonly int groups;
    private readonly double[] draws;
    private readonly double[] moments;
    private readonly double[] scores;
    private readonly (double A, double B)[] means;

    /// <summary>The folds of some groups.</summary>
    /// <param name="rows">One row for each group.</param>
    /// <param name="layout">Where the sums stand, scores among them.</param>
    /// <param name="component">Which of the k × p derivatives, row by row.</param>
    /// <param name="count">How many folds, at least four.</param>
    public ControlFolds(ReadOnlySpan<double> rows, SumsLayout layout, int component, int count)
    {
        (this.layout, this.component, groups, Count) = (layout, component, rows.Length / layout.Width, count);
        (draws, moments, scores) = (new double[count], new double[count], new double[count]);
        for (var fold = 0; fold < count; fold++)
        {
            for (var group = First(fold); group < First(fold + 1); group++)
            {
                var row = rows.Slice(group * layout.Width, layout.Width);
                draws[fold] += row[SumsLayout.Draws];
                moments[fold] += row[Moment];
                scores[fold] += row[Score];
            }
        }

        means = [.. from own in Enumerable.Range(0, count) from asking in Enumerable.Range(0, count) select Means(own, asking)];
    }

    /// <summary>How many folds there are.</summary>
    public int Count { get; }

    private int Moment => SumsLayout.Moments + (component / layout.Parameters);

    private int Score => layout.Scores + (component % layout.Parameters);

    /// <summary>The first group of a fold; of the fold after the last, the number of groups.</summary>
    public int First(int fold) => (int)(((long)fold * groups) / Count);

    /// <summary>The fold of a group.</summary>
    public int Of(int group) => (int)((((long)(group + 1) * Count) - 1) / groups);

    /// <summary>C of one group: the mean of (f − a)(s − b), a and b means over two halves of the folds that are neither the group's own nor the one that asks.</summary>
    /// <param name="row">The group's sums.</param>
    /// <param name="own">Its fold.</param>
    /// <param name="asking">The fold that asks, of which the answer has to be independent unless it is the group's own.</param>
    public double ByIdentity(ReadOnlySpan<double> row, int own, int asking)
    {
        var (a, b) = means[(own * Count) + asking];
        return ((row[layout.Products + component] - (a * row[Score]) - (b * row[Moment])) / row[SumsLayout.Draws]) + (a * b);
    }

    /// <summary>a and b for a group of one fold and another that asks.</summary>
    private (double A, double B) Means(int own, int asking)
    {
        var (f, ofF, s, ofS, isFirst) = (0.0, 0.0, 0.0, 0.0, true);
        for (var fold = 0; fold < Count; fold++)
        {
            if (fold == own || fold == asking)
            {
                continue;
            }

            (f, ofF, s, ofS) = isFirst ? (f + moments[fold], ofF + draws[fold], s, ofS) : (f, ofF, s + scores[fold], ofS + draws[fold]);
            isFirst = !isFirst;
        }

        return (f / ofF, s / ofS);
    }
}

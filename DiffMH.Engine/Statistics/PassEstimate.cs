namespace DiffMH.Engine.Statistics;

/// <summary>What one pass says about objective, gradient and moments: 1 + p + k numbers in this order.</summary>
/// <param name="Values">
/// Objective and gradient with the jackknife's bias correction where there are at least two groups; moments as they are, for a mean has no bias.
/// </param>
/// <param name="Errors">The jackknife's standard errors; NaN where there is one group.</param>
public sealed record PassEstimate(Vector Values, Vector Errors)
{
    /// <summary>The estimate from the sums of groups at one and the same θ.</summary>
    /// <param name="rows">One row for each group, at least one.</param>
    /// <param name="layout">Where the sums stand.</param>
    /// <param name="statistic">The objective at that θ.</param>
    public static PassEstimate From(ReadOnlySpan<double> rows, SumsLayout layout, ObjectiveStatistic statistic)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        var jackknifed = Jackknife.Of(rows, layout.Width, statistic.Count, statistic.Evaluate);
        var values = jackknifed.Corrected.Values.ToArray();
        jackknifed.Plain.Values[(1 + layout.Parameters)..].CopyTo(values.AsSpan(1 + layout.Parameters));
        return new(Vector.Wrap(values), jackknifed.Errors);
    }

    /// <summary>All NaN, for a pass that gave nothing.</summary>
    public static PassEstimate Missing(SumsLayout layout)
    {
        var nothing = new double[1 + layout.Parameters + layout.Observables];
        Array.Fill(nothing, double.NaN);
        return new(Vector.Wrap(nothing), Vector.Wrap(nothing));
    }
}

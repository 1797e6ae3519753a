namespace DiffMH.Engine.Statistics;

/// <summary>What one pass says about objective, gradient and moments: 1 + p + k numbers in this order.</summary>
/// <param name="Values">
/// Objective and gradient with the jackknife's bias correction where there are at least two groups; moments as they are, for a mean has no bias.
/// </param>
/// <param name="Errors">
/// The jackknife's standard errors; NaN where there is one group, and of a gradient with baselines where there are two lanes: one alone
/// has no baseline, so that none can be left out, and the gradient is not corrected either.
/// </param>
public sealed record PassEstimate(Vector Values, Vector Errors)
{
    /// <summary>The estimate from the sums of groups at one and the same θ.</summary>
    /// <param name="rows">One row for each group, at least one.</param>
    /// <param name="layout">Where the sums stand.</param>
    /// <param name="width">How many numbers a row has: those of the layout, or with difference quotients those at each θ.</param>
    /// <param name="statistic">Forms objective, gradient and moments.</param>
    public static PassEstimate From(ReadOnlySpan<double> rows, SumsLayout layout, int width, GroupStatistic statistic)
    {
        var jackknifed = Jackknife.Of(rows, width, 1 + layout.Parameters + layout.Observables, statistic);
        var values = jackknifed.Corrected.Values.ToArray();
        var asTheyAre = layout.HasDecisions && rows.Length == 2 * layout.Width ? 1 : 1 + layout.Parameters;
        jackknifed.Plain.Values[asTheyAre..].CopyTo(values.AsSpan(asTheyAre));
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

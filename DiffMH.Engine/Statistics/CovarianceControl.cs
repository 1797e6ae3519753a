namespace DiffMH.Engine.Statistics;

/// <summary>The covariance identity as a control variate of the derivatives by alternatives, for groups at one θ that have sums for both.</summary>
/// <remarks>
/// With D the derivative of a mean by alternatives and C that by the identity, E[C − D] = 0 in a stationary chain, so that D + c (C − D) has the
/// mean of D, and the least variance at c = −Cov(D, C − D)/Var(C − D) (Hammersley and Handscomb 1964, section 5.5). Groups are divided into
/// folds. A fold takes c from the other folds, of which it is independent, and each group its C about means of f and of s over two disjoint
/// halves of the folds that are neither its own nor the one that c is for: E (f − a)(s − b) = Cov(f, s) where a and b are independent of the
/// draw and of each other. What c and the means have in common leaves a bias of the order of 1/(chains · draws)². Each component of ∂m/∂θ has a c of its own.
/// </remarks>
internal sealed class CovarianceControl
{
    /// <summary>With n groups the coefficient is known from n − 1, which makes the variance larger by a factor of about 1 + 1/(n − 4): by a quarter with eight.</summary>
    public const int FewestGroups = 8;

    private const int MostFolds = 16;
    private const double Rounding = 1.0 / (1L << 40);

    private readonly SumsLayout layout;

    /// <summary>The control of sums in a layout.</summary>
    /// <param name="layout">Where the sums stand, scores among them.</param>
    public CovarianceControl(SumsLayout layout)
    {
        this.layout = layout;
        Layout = layout with { HasScores = false };
    }

    /// <summary>Where sums stand after <see cref="Apply"/>.</summary>
    public SumsLayout Layout { get; }

    /// <summary>The rows with the better derivatives in the place of those by alternatives, and without scores.</summary>
    /// <param name="rows">One row for each group, at least <see cref="FewestGroups"/>.</param>
    public double[] Apply(ReadOnlySpan<double> rows)
    {
        var groups = rows.Length / layout.Width;
        if (groups < FewestGroups)
        {
            throw new ArgumentException($"Needs at least {FewestGroups} groups; found {groups}.", nameof(rows));
        }

        var controlled = new double[groups * Layout.Width];
        for (var group = 0; group < groups; group++)
        {
            Row(rows, group)[..Layout.Width].CopyTo(controlled.AsSpan(group * Layout.Width));   // scores stand at the end
        }

        for (var component = 0; component < layout.Observables * layout.Parameters; component++)
        {
            Correct(rows, component, controlled);
        }

        return controlled;
    }

    /// <summary>Adds c (C − D) to one component of each group.</summary>
    private void Correct(ReadOnlySpan<double> rows, int component, double[] controlled)
    {
        var groups = rows.Length / layout.Width;
        var folds = new ControlFolds(rows, layout, component, Math.Min(groups, MostFolds));
        var (byAlternatives, difference) = (new double[groups], new double[groups]);
        for (var group = 0; group < groups; group++)
        {
            var row = Row(rows, group);
            byAlternatives[group] = row[layout.Slopes + component] / row[SumsLayout.Draws];
        }

        for (var fold = 0; fold < folds.Count; fold++)
        {
            for (var group = 0; group < groups; group++)
            {
                difference[group] = folds.ByIdentity(Row(rows, group), folds.Of(group), fold) - byAlternatives[group];
            }

            var (begin, end) = (folds.First(fold), folds.First(fold + 1));
            var coefficient = Coefficient([.. byAlternatives[..begin], .. byAlternatives[end..]], [.. difference[..begin], .. difference[end..]]);
            for (var group = begin; group < end; group++)
            {
                controlled[(group * Layout.Width) + Layout.Slopes + component] += coefficient * difference[group] * Row(rows, group)[SumsLayout.Draws];
            }
        }
    }

    /// <summary>−Cov(D, Z)/Var(Z); 0 where Z never differs but for rounding.</summary>
    private static double Coefficient(double[] byAlternatives, double[] difference)
    {
        var (meanD, meanZ, together, scatter, squares) = (byAlternatives.Average(), difference.Average(), 0.0, 0.0, 0.0);
        for (var i = 0; i < difference.Length; i++)
        {
            together += (byAlternatives[i] - meanD) * (difference[i] - meanZ);
            scatter += (difference[i] - meanZ) * (difference[i] - meanZ);
            squares += byAlternatives[i] * byAlternatives[i];
        }

        return scatter > Rounding * squares ? -together / scatter : 0;
    }

    private ReadOnlySpan<double> Row(ReadOnlySpan<double> rows, int group) => rows.Slice(group * layout.Width, layout.Width);
}

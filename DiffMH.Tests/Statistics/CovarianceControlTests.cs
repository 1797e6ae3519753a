using DiffMH.Engine.Statistics;

namespace DiffMH.Tests.Statistics;

/// <summary>The covariance identity as a control variate, on sums made by hand.</summary>
public sealed class CovarianceControlTests
{
    private const int Groups = 8;
    private const double Draws = 50;
    private const double Exact = 3.5;

    private static readonly SumsLayout Layout = new(1, 1, HasScores: true);
    private static readonly double[] Noise = [0.4, -1.3, 0.7, 2.1, -0.2, -0.9, 1.1, 0.05];

    [Theory]
    [InlineData(-1.0)]
    [InlineData(0.25)]
    [InlineData(3.0)]
    public void Noise_that_both_estimates_share_is_gone(double ofIdentity)
    {
        // D = exact + e and C = exact + b e: with c = 1/(1 − b) nothing is left of e.
        var slopes = Slopes(Rows(noise => noise, noise => ofIdentity * noise));
        Assert.All(slopes, slope => Assert.Equal(Exact, slope, 10));
    }

    [Fact]
    public void Where_the_two_never_differ_nothing_is_added()
    {
        var slopes = Slopes(Rows(noise => noise, noise => noise));
        Assert.Equal(Noise.Select(noise => Exact + noise), slopes, (a, b) => Math.Abs(a - b) < 1e-10);
    }

    [Fact]
    public void The_coefficient_of_a_group_does_not_know_the_group()
    {
        // Only one group is not as the others, among which c = 1/2 is exact: it keeps half of what only its D has.
        var rows = Rows(noise => noise, noise => -noise);
        var before = Slopes(rows);
        rows[(3 * Layout.Width) + Layout.Slopes] += 10 * Draws;
        var after = Slopes(rows);
        Assert.Equal(5, after[3] - before[3], 10);
        Assert.NotEqual(before[0], after[0], 1e-3);
    }

    [Fact]
    public void Means_that_move_all_scores_and_observables_drop_out()
    {
        var rows = Rows(noise => noise, noise => 0.25 * noise * noise);
        var moved = (double[])rows.Clone();
        for (var at = 0; at < moved.Length; at += Layout.Width)
        {
            // f + 7 and s − 4: Σ (f + 7)(s − 4) = Σ f s − 4 Σ f + 7 Σ s − 28 n.
            moved[at + Layout.Products] += (-4 * moved[at + SumsLayout.Moments]) + (7 * moved[at + Layout.Scores]) - (28 * Draws);
            moved[at + SumsLayout.Moments] += 7 * Draws;
            moved[at + Layout.Scores] -= 4 * Draws;
        }

        Assert.Equal(Slopes(rows), Slopes(moved), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Each_component_is_corrected_as_if_it_were_alone()
    {
        var many = new SumsLayout(2, 3, HasScores: true);
        var rows = Enumerable.Range(0, 20 * many.Width).Select(i => Math.Sin(1.7 * i) * (1 + (i % 5))).ToArray();
        for (var group = 0; group < 20; group++)
        {
            rows[(group * many.Width) + SumsLayout.Draws] = Draws + group;
        }

        var control = new CovarianceControl(many);
        var controlled = control.Apply(rows);
        for (var component = 0; component < 6; component++)
        {
            var (observable, parameter) = (component / 3, component % 3);
            var alone = new double[20 * Layout.Width];
            for (var group = 0; group < 20; group++)
            {
                var from = rows.AsSpan(group * many.Width, many.Width);
                var to = alone.AsSpan(group * Layout.Width, Layout.Width);
                to[SumsLayout.Draws] = from[SumsLayout.Draws];
                to[SumsLayout.Moments] = from[SumsLayout.Moments + observable];
                to[Layout.Slopes] = from[many.Slopes + component];
                to[Layout.Scores] = from[many.Scores + parameter];
                to[Layout.Products] = from[many.Products + component];
            }

            var single = new CovarianceControl(Layout);
            var expected = single.Apply(alone).Chunk(single.Layout.Width).Select(row => row[single.Layout.Slopes]);
            Assert.Equal(expected, controlled.Chunk(control.Layout.Width).Select(row => row[control.Layout.Slopes + component]));
        }
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(19, 16)]
    [InlineData(64, 16)]
    public void Every_group_is_in_one_fold(int groups, int count)
    {
        var folds = new ControlFolds(new double[groups * Layout.Width], Layout, 0, count);
        Assert.Equal((0, groups), (folds.First(0), folds.First(count)));
        Assert.All(Enumerable.Range(0, groups), group => Assert.InRange(group, folds.First(folds.Of(group)), folds.First(folds.Of(group) + 1) - 1));
    }

    [Fact]
    public void Too_few_groups_are_refused() =>
        Assert.Throws<ArgumentException>(() => new CovarianceControl(Layout).Apply(Rows(noise => noise, noise => noise).AsSpan(0, 7 * Layout.Width)));

    [Fact]
    public void What_else_stands_in_the_rows_stays()
    {
        var rows = Rows(noise => noise, noise => 2 * noise);
        var control = new CovarianceControl(Layout);
        var controlled = control.Apply(rows);
        Assert.Equal(new SumsLayout(1, 1), control.Layout);
        Assert.Equal(Groups * control.Layout.Width, controlled.Length);
        for (var group = 0; group < Groups; group++)
        {
            for (var i = 0; i < control.Layout.Width; i++)
            {
                if (i != Layout.Slopes)
                {
                    Assert.Equal(rows[(group * Layout.Width) + i], controlled[(group * control.Layout.Width) + i]);
                }
            }
        }
    }

    /// <summary>Groups whose means of f and of s are 0, so that Σ f s / draws is C, beside D.</summary>
    private static double[] Rows(Func<double, double> ofAlternatives, Func<double, double> ofIdentity)
    {
        var rows = new double[Groups * Layout.Width];
        for (var group = 0; group < Groups; group++)
        {
            var row = rows.AsSpan(group * Layout.Width, Layout.Width);
            row[SumsLayout.Draws] = Draws;
            row[SumsLayout.Births] = 11 + group;
            row[Layout.Slopes] = Draws * (Exact + ofAlternatives(Noise[group]));
            row[Layout.Squares] = 0.5 * group;
            row[Layout.Products] = Draws * (Exact + ofIdentity(Noise[group]));
        }

        return rows;
    }

    private static double[] Slopes(double[] rows)
    {
        var control = new CovarianceControl(Layout);
        return [.. control.Apply(rows).Chunk(control.Layout.Width).Select(row => row[control.Layout.Slopes] / row[SumsLayout.Draws])];
    }
}

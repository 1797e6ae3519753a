using System.Collections.Immutable;
using DiffMH.Engine.Statistics;

namespace DiffMH.Tests.Statistics;

public sealed class ObjectiveStatisticTests
{
    private static readonly double[] Theta = [0.7, 2.4, -1.0];
    private static readonly double[] Moments = [-30.5, 1200.25];
    private static readonly double[,] Slopes = { { 3.5, -0.25 }, { -110.0, 42.0 } };

    [Fact]
    public void The_gradient_of_a_specific_heat_is_the_hand_formula()
    {
        // ∂C/∂T = (∂m₁ − 2 m₀ ∂m₀)/T² − 2C/T with T = θ₁; for θ₂, which does not enter φ, only the moments move.
        var found = Evaluate(new VarianceOverSquare(), wrt: [1, 2]);
        var heat = (Moments[1] - (Moments[0] * Moments[0])) / (Theta[1] * Theta[1]);
        Assert.Equal(heat, found[0], 12);
        Assert.Equal(((Slopes[1, 0] - (2 * Moments[0] * Slopes[0, 0])) / (Theta[1] * Theta[1])) - (2 * heat / Theta[1]), found[1], 11);
        Assert.Equal((Slopes[1, 1] - (2 * Moments[0] * Slopes[0, 1])) / (Theta[1] * Theta[1]), found[2], 11);
        Assert.Equal(Moments, found[3..]);
    }

    [Fact]
    public void The_gradient_of_a_specific_heat_is_the_limit_of_differences()
    {
        var found = Evaluate(new VarianceOverSquare(), wrt: [1, 2]);
        const double h = 1e-5;
        Assert.Equal((Shifted(1, h) - Shifted(1, -h)) / (2 * h), found[1], 1e-6);
        Assert.Equal((Shifted(2, h) - Shifted(2, -h)) / (2 * h), found[2], 1e-6);

        double Shifted(int parameter, double step)
        {
            var (a, b) = (Moments[0] + (step * Slopes[0, parameter - 1]), Moments[1] + (step * Slopes[1, parameter - 1]));
            var t = Theta[1] + (parameter == 1 ? step : 0);
            return (b - (a * a)) / (t * t);
        }
    }

    [Fact]
    public void The_gradient_of_an_entropy_is_the_hand_formula_and_a_label_never_seen_adds_nothing()
    {
        // H = −Σ p log p, ∂H = −Σ ∂p (log p + 1).
        var layout = new SumsLayout(3, 1);
        var sums = new double[layout.Width];
        sums[SumsLayout.Draws] = 8;
        double[] counts = [6, 2, 0];
        double[] slopes = [-1.2, 1.0, 0.2];
        counts.CopyTo(sums, SumsLayout.Moments);
        slopes.CopyTo(sums, layout.Slopes);
        var found = new double[5];
        new ObjectiveStatistic(new ShannonEntropy(), layout, [0], [0.4]).Evaluate(sums, found);
        Assert.Equal(-((0.75 * Math.Log(0.75)) + (0.25 * Math.Log(0.25))), found[0], 14);
        Assert.Equal(-((-0.15 * (Math.Log(0.75) + 1)) + (0.125 * (Math.Log(0.25) + 1))), found[1], 14);
    }

    [Fact]
    public void The_baseline_of_a_lane_is_the_mean_of_the_others_however_lanes_are_grouped()
    {
        // Three draws of each of five lanes, (f, D); by hand: the mean over lanes and draws of (f − mean of f over the other lanes) D.
        (double F, double D)[][] lanes = [[(1, 0.5), (2, -1), (4, 2)], [(0, 1), (3, 0.25), (1, -2)], [(5, 1), (2, 2), (2, -1)], [(1, -3), (1, 0), (7, 1.5)], [(2, 2), (0, -1), (6, -0.5)]];
        var byHand = lanes.SelectMany((lane, own) => lane.Select(draw => (draw.F - lanes.Where((_, other) => other != own).Average(other => other.Average(x => x.F))) * draw.D)).Average();

        var layout = new SumsLayout(1, 1, HasDecisions: true);
        foreach (var sizes in (int[][])[[1, 1, 1, 1, 1], [2, 3], [5]])
        {
            var rest = lanes.AsEnumerable();
            var rows = new List<double>();
            foreach (var size in sizes)
            {
                rows.AddRange(Row(rest.Take(size)));
                rest = rest.Skip(size);
            }

            var found = new double[3];
            new ObjectiveStatistic(new FirstMoment(), layout, [0], [0.4]).Evaluate(GroupRows.Merge(rows.ToArray(), layout.Width), found);
            Assert.Equal(byHand, found[1], 13);
        }

        double[] Row(IEnumerable<(double F, double D)[]> group)
        {
            var row = new double[layout.Width];
            foreach (var lane in group)
            {
                row[SumsLayout.Draws] += lane.Length;
                row[SumsLayout.Moments] += lane.Sum(draw => draw.F);
                row[layout.Slopes] += lane.Sum(draw => draw.F * draw.D);
                row[layout.Scores] += lane.Sum(draw => draw.D);
                row[layout.Products] += lane.Sum(draw => draw.F) * lane.Sum(draw => draw.D);
                row[layout.Lanes]++;
            }

            return row;
        }
    }

    [Fact]
    public void Positions_in_theta_must_match_the_slopes_in_the_sums()
    {
        var exception = Assert.Throws<ArgumentException>(() => new ObjectiveStatistic(new ShannonEntropy(), new SumsLayout(3, 2), [0], [0.4]));
        Assert.Contains("for 2 parameters are in the sums; found 1", exception.Message, StringComparison.Ordinal);
    }

    private static double[] Evaluate(IObjective objective, ImmutableArray<int> wrt)
    {
        const double draws = 64;
        var layout = new SumsLayout(2, 2);
        var sums = new double[layout.Width];
        sums[SumsLayout.Draws] = draws;
        for (var j = 0; j < 2; j++)
        {
            sums[SumsLayout.Moments + j] = draws * Moments[j];
            for (var i = 0; i < 2; i++)
            {
                sums[layout.Slopes + (2 * j) + i] = draws * Slopes[j, i];
            }
        }

        var statistic = new ObjectiveStatistic(objective, layout, wrt, Theta);
        var values = new double[statistic.Count];
        statistic.Evaluate(sums, values);
        return values;
    }
}

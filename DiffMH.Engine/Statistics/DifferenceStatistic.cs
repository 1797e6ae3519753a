using System.Collections.Immutable;

namespace DiffMH.Engine.Statistics;

/// <summary>From merged sums at θ and around it: the objective φ(m, θ), its difference quotients, and the moments m. In this order 1 + p + k numbers.</summary>
/// <remarks>
/// (φ(m(θ + h), θ + h) − φ(m(θ − h), θ − h)) / 2h in each parameter, with m(θ ± h) the moments of the same chains run at θ ± h: in place of
/// dφ/dθ it has the error φ‴ h²/6 + O(h⁴). 2h is the distance of the two numbers that θ ± h are rounded to. Used by one thread at a time.
/// </remarks>
public sealed class DifferenceStatistic
{
    private readonly IObjective objective;
    private readonly SumsLayout layout;
    private readonly ImmutableArray<int> wrt;
    private readonly Real[][] thetas;
    private readonly Real[] moments;

    /// <summary>The statistic around given parameters.</summary>
    /// <param name="objective">φ.</param>
    /// <param name="layout">Where the sums of one θ stand.</param>
    /// <param name="wrt">Positions in θ of the p parameters.</param>
    /// <param name="thetas">All parameters of the model at θ, then a step up and a step down in each of the p: 1 + 2p vectors.</param>
    public DifferenceStatistic(IObjective objective, SumsLayout layout, ImmutableArray<int> wrt, ImmutableArray<Vector> thetas)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (wrt.Length != layout.Parameters || thetas.Length != 1 + (2 * wrt.Length))
        {
            throw new ArgumentException($"Differences in {wrt.Length} parameters need sums at {1 + (2 * wrt.Length)} θ; found {thetas.Length}.", nameof(thetas));
        }

        (this.objective, this.layout, this.wrt) = (objective, layout, wrt);
        this.thetas = [.. thetas.Select(theta => theta.Values.ToArray().Select(number => new Real(number)).ToArray())];
        moments = new Real[layout.Observables];
    }

    /// <summary>Forms the numbers.</summary>
    /// <param name="sums">The row of each θ, one after the other, of one group or of many.</param>
    /// <param name="values">Receives φ, then p difference quotients, then k moments.</param>
    public void Evaluate(ReadOnlySpan<double> sums, Span<double> values)
    {
        var p = layout.Parameters;
        for (var i = 0; i < p; i++)
        {
            var (up, down) = (1 + (2 * i), 2 + (2 * i));
            var distance = thetas[up][wrt[i]].Value - thetas[down][wrt[i]].Value;
            values[1 + i] = (ObjectiveAt(up, sums) - ObjectiveAt(down, sums)) / distance;
        }

        values[0] = ObjectiveAt(0, sums);
        for (var j = 0; j < moments.Length; j++)
        {
            values[1 + p + j] = moments[j].Value;
        }
    }

    private double ObjectiveAt(int theta, ReadOnlySpan<double> sums)
    {
        var row = sums.Slice(theta * layout.Width, layout.Width);
        for (var j = 0; j < moments.Length; j++)
        {
            moments[j] = new(row[SumsLayout.Moments + j] / row[SumsLayout.Draws]);
        }

        return objective.Value<Real>(moments, thetas[theta]).Value;
    }
}

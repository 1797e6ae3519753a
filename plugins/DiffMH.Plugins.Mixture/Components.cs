using System.Globalization;

namespace DiffMH.Plugins.Mixture;

/// <summary>The components of a mixture of spherical Gaussians in d dimensions: wₖ N(x; μₖ, σₖ² I), all of it in θ.</summary>
internal readonly struct Components
{
    private readonly Parameters means;
    private readonly Parameters deviations;
    private readonly Parameters weights;

    /// <summary>The components that these settings describe.</summary>
    /// <param name="means">μ, one component after the other.</param>
    /// <param name="deviations">σ of each component, or one for all.</param>
    /// <param name="weights">w of each component, up to a common factor; none where all are equal.</param>
    /// <param name="dimension">d.</param>
    /// <exception cref="SettingException">They do not fit each other, or there are fewer than two components.</exception>
    public Components(Parameters means, Parameters deviations, Parameters weights, int dimension)
    {
        (this.means, this.deviations, this.weights) = (means, deviations, weights);
        Count = means.Count / dimension;
        if (Count * dimension != means.Count)
        {
            throw new SettingException("means", string.Create(CultureInfo.InvariantCulture, $"found {means.Count} numbers; there must be {dimension} for each component."));
        }

        if (Count < 2)
        {
            throw new SettingException("means", string.Create(CultureInfo.InvariantCulture, $"a mixture has at least 2 components; found {Count} mean."));
        }

        RequireLength("deviations", deviations.Count, deviations.Count == 1);
        RequireLength("weights", weights.Count, weights.Count == 0);
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>log wₖ N(x; μₖ, σₖ² I), without what all components have in common.</summary>
    public T Log<T>(int component, ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var (deviation, squares) = (deviations.Of(theta, component), T.Constant(0));
        for (var i = 0; i < x.Length; i++)
        {
            var z = (x[i] - means.Of(theta, (component * x.Length) + i)) / deviation;
            squares += z * z;
        }

        var log = (-0.5 * squares) - ((double)x.Length * T.Log(deviation));
        return weights.Count == 0 ? log : log + T.Log(weights.Of(theta, component));
    }

    /// <summary>log Σₖ wₖ N(x; μₖ, σₖ² I), without what all components have in common.</summary>
    public T LogSum<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        // Relative to the largest so far, so that nothing underflows where all are small.
        var (peak, sum) = (Log(0, x, theta), T.Constant(1));
        for (var k = 1; k < Count; k++)
        {
            var log = Log(k, x, theta);
            var higher = T.Select(log - peak, log, peak);
            sum = (sum * T.Exp(peak - higher)) + T.Exp(log - higher);
            peak = higher;
        }

        return peak + T.Log(sum);
    }

    private void RequireLength(string name, int found, bool isFine)
    {
        if (!isFine && found != Count)
        {
            throw new SettingException(name, string.Create(CultureInfo.InvariantCulture, $"found {found} numbers for {Count} means; give one per component."));
        }
    }
}

namespace DiffMH.Tests.Oracles;

/// <summary>Derivatives of stationary expectations on enumerated states.</summary>
internal static class Stationary
{
    private const double Step = 1e-3;

    /// <summary>dE[f]/dθ by central differences of the expectation, with an error of the order of the step's fourth power: no score, no covariance.</summary>
    /// <param name="states">At a θ, log g and f of every state.</param>
    /// <param name="theta">θ.</param>
    public static double Slope(Func<double, (double[] LogDensity, double[] Observable)> states, double theta) =>
        ((8 * (Mean(states, theta + Step) - Mean(states, theta - Step))) - (Mean(states, theta + (2 * Step)) - Mean(states, theta - (2 * Step)))) / (12 * Step);

    private static double Mean(Func<double, (double[] LogDensity, double[] Observable)> states, double theta)
    {
        var (logDensity, observable) = states(theta);
        var densities = logDensity.Select(Math.Exp).ToArray();
        return densities.Zip(observable, (density, value) => density * value).Sum() / densities.Sum();
    }
}

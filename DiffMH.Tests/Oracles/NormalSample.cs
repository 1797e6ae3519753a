namespace DiffMH.Tests.Oracles;

/// <summary>
/// Posterior means of a normal sample with μ ~ N(m, s²), σ ~ N(M, S²) above 0, prior and likelihood raised to the powers 2^prior and 2^likelihood:
/// the trapezoidal rule on a grid of (μ, σ), not of log σ. The integrand falls off at all edges, so that its error is far below 10⁻⁶.
/// </summary>
internal sealed class NormalSample(double[] observations, (double Mean, double Deviation) mu, (double Mean, double Deviation) sigma)
{
    private const int Nodes = 800;

    private readonly double centre = observations.Average();
    private readonly double squares = observations.Sum(y => Math.Pow(y - observations.Average(), 2));

    /// <summary>E[μ] and E[σ].</summary>
    public (double Mu, double Sigma) Means(double prior, double likelihood)
    {
        var (a, b) = (Math.Pow(2, prior), Math.Pow(2, likelihood));
        var (total, sumMu, sumSigma, peak) = (0.0, 0.0, 0.0, LogDensity(a, b, centre, 1));
        for (var j = 1; j < Nodes; j++)
        {
            var deviation = 16.0 * j / Nodes;
            for (var i = 0; i <= Nodes; i++)
            {
                var location = -4 + (18.0 * i / Nodes);
                var weight = Math.Exp(LogDensity(a, b, location, deviation) - peak);
                (total, sumMu, sumSigma) = (total + weight, sumMu + (weight * location), sumSigma + (weight * deviation));
            }
        }

        return (sumMu / total, sumSigma / total);
    }

    /// <summary>∂(E[μ], E[σ]) by the logarithm to base 2 of the prior's power, at 0.</summary>
    public (double Mu, double Sigma) ByPrior() => Difference(step => Means(step, 0));

    /// <summary>∂(E[μ], E[σ]) by the logarithm to base 2 of the likelihood's power, at 0.</summary>
    public (double Mu, double Sigma) ByLikelihood() => Difference(step => Means(0, step));

    private static (double Mu, double Sigma) Difference(Func<double, (double Mu, double Sigma)> means)
    {
        const double Step = 1e-3;
        var (up, down) = (means(Step), means(-Step));
        return ((up.Mu - down.Mu) / (2 * Step), (up.Sigma - down.Sigma) / (2 * Step));
    }

    private double LogDensity(double a, double b, double location, double deviation)
    {
        var prior = -(Math.Pow((location - mu.Mean) / mu.Deviation, 2) + Math.Pow((deviation - sigma.Mean) / sigma.Deviation, 2)) / 2;
        var whole = squares + (observations.Length * (centre - location) * (centre - location));
        return (a * prior) - (b * ((observations.Length * Math.Log(deviation)) + (whole / (2 * deviation * deviation))));
    }
}

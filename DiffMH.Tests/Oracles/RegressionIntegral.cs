using MathNet.Numerics.LinearAlgebra;

namespace DiffMH.Tests.Oracles;

/// <summary>
/// Posterior means of a linear regression with β ~ N(0, τ² I), σ ~ N(M, S²) above 0, prior and likelihood raised to the powers 2^prior and
/// 2^likelihood. At fixed σ the posterior of β is normal, conjugate to its prior: Q = a/τ² I + b/σ² XᵀX, mean b/σ² Q⁻¹ Xᵀy; what
/// remains is one integral over σ.
/// </summary>
internal sealed class RegressionIntegral(Matrix<double> covariates, Vector<double> responses, double coefficientDeviation, (double Mean, double Deviation) noise)
{
    private const int Nodes = 4000;
    private const double End = 16;

    private readonly Matrix<double> products = covariates.TransposeThisAndMultiply(covariates);
    private readonly Vector<double> onto = covariates.TransposeThisAndMultiply(responses);

    /// <summary>The means of β, then that of σ.</summary>
    public double[] Means(double prior, double likelihood)
    {
        var nodes = Enumerable.Range(1, Nodes).Select(node => At(End * node / Nodes, Math.Pow(2, prior), Math.Pow(2, likelihood))).ToArray();
        var peak = nodes.Max(node => node.LogWeight);
        double[] weights = [.. nodes.Select(node => Math.Exp(node.LogWeight - peak))];
        return [.. Enumerable.Range(0, products.RowCount + 1).Select(k => nodes.Zip(weights, (node, weight) => weight * node.Means[k]).Sum() / weights.Sum())];
    }

    /// <summary>Their derivatives by the logarithm to base 2 of the prior's power, at 0.</summary>
    public double[] ByPrior() => Difference(step => Means(step, 0));

    /// <summary>Their derivatives by the logarithm to base 2 of the likelihood's power, at 0.</summary>
    public double[] ByLikelihood() => Difference(step => Means(0, step));

    /// <summary>At a fixed σ the logarithm of its density, up to a constant, and the means of β and σ.</summary>
    private (double LogWeight, double[] Means) At(double sigma, double a, double b)
    {
        var share = b / (sigma * sigma);
        var precision = (a / (coefficientDeviation * coefficientDeviation) * Matrix<double>.Build.DenseIdentity(products.RowCount)) + (share * products);
        var mean = precision.Solve(share * onto);
        var exponent = (share * responses.DotProduct(responses)) - mean.DotProduct(precision * mean);
        var prior = Math.Pow((sigma - noise.Mean) / noise.Deviation, 2);
        var log = -((a * prior) + exponent + Math.Log(precision.Determinant())) / 2 - (b * responses.Count * Math.Log(sigma));
        return (log, [.. mean, sigma]);
    }

    private static double[] Difference(Func<double, double[]> means)
    {
        const double Step = 1e-3;
        return [.. means(Step).Zip(means(-Step), (up, down) => (up - down) / (2 * Step))];
    }
}

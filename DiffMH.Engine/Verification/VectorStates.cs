using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Verification;

/// <summary>States that a chain visits, and a law like theirs from which exact draws can be had: normal in each coordinate by itself, restricted to the support.</summary>
internal sealed class VectorStates
{
    private const int MostTries = 10_000;

    private readonly IVectorTarget target;
    private readonly Real[] theta;

    /// <summary>States of a target.</summary>
    public VectorStates(IReadOnlyList<double[]> visited, IVectorTarget target, double[] theta)
    {
        (Visited, this.target, this.theta) = (visited, target, Seeded.Reals(theta));
        Center = [.. Enumerable.Range(0, target.Dimension).Select(i => visited.Average(x => x[i]))];
        Width = [.. Enumerable.Range(0, target.Dimension).Select(i => Math.Max(0.1, Math.Sqrt(visited.Average(x => (x[i] - Center[i]) * (x[i] - Center[i])))))];
    }

    /// <summary>States that a chain visits.</summary>
    public IReadOnlyList<double[]> Visited { get; }

    /// <summary>The mean of the law.</summary>
    public double[] Center { get; }

    /// <summary>Its standard deviations.</summary>
    public double[] Width { get; }

    /// <summary>log g.</summary>
    public double LogDensity(ReadOnlySpan<Real> x) => target.LogDensity(x, (ReadOnlySpan<Real>)theta).Value;

    /// <summary>log of the law's density, up to a constant, inside the support.</summary>
    public double LogLaw(ReadOnlySpan<Real> x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum -= 0.5 * Square((x[i].Value - Center[i]) / Width[i]);
        }

        return sum;
    }

    /// <summary>A draw of the law.</summary>
    public void Draw(Span<Real> x, ref RandomStream stream)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            for (var i = 0; i < x.Length; i++)
            {
                x[i] = new Real(Center[i] + (Width[i] * stream.NextNormal()));
            }

            if (LogDensity(x) > double.NegativeInfinity)
            {
                return;
            }
        }

        throw new InvalidOperationException($"none of {MostTries} states drawn about those a chain visits has a positive density");
    }

    private static double Square(double number) => number * number;
}

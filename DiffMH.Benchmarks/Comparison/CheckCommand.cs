using System.Collections.Immutable;

namespace DiffMH.Benchmarks.Comparison;

/// <summary><c>compare --check</c>: the C baselines against exact values, since a wrong program may well be fast.</summary>
/// <param name="output">Where the table goes.</param>
internal sealed class CheckCommand(TextWriter output)
{
    private const double Observation = 0.4;

    // Ising: enumeration of all 2^16 states in exact integer counts per E, evaluated with 60 digits; it agrees with the finite-torus
    // partition function of Kaufman 1949 in all digits given. The derivatives are Cov(f, E) / T².
    private static readonly ImmutableArray<double> Ising = [-16.27311403128152811, 351.6656391275965988, 9.650155428056094644, -332.5953019272399227];

    // N(θ, 1) at θ = 1/2: θ, 1 + θ², 1, 2 θ.
    private static readonly ImmutableArray<double> Gaussian = [0.5, 1.25, 1, 1];

    /// <summary>Prints the table.</summary>
    /// <returns>0; 8 where a number is off by more than 5 standard errors, or where the test could not have seen an error of 5 %.</returns>
    public int Run()
    {
        using var compiler = new CCompiler();
        output.WriteLine($"{"",-34} {"estimate",-22} {"exact",10} {"z",6} {"z if 5 % off",13}");
        var isFine = Check(compiler, "ising_scalar, uniform-spin", Ising, "ising_scalar", "coupled", "uniform-spin", 4, 3, 8000, 200, 2000)
            & Check(compiler, "ising_scalar, flip", Ising, "ising_scalar", "coupled", "flip", 4, 3, 32_000, 200, 2000)
            & Check(compiler, "ising_word, uniform-spin", Ising, "ising_word", "uniform-spin", 4, 3, 256, 200, 2000)
            & Check(compiler, "ising_word, flip", Ising, "ising_word", "flip", 4, 3, 512, 200, 2000)
            & Check(compiler, "gaussian, d = 1", Gaussian, "gaussian", 1, 0.5, 2.38, 1000, 500, 20_000)
            & Check(compiler, "gaussian, d = 10", Gaussian, "gaussian", 10, 0.5, 0.75, 4000, 500, 20_000)
            & Check(compiler, "mixture", Posterior(), "mixture", Observation, 400, 50, 50_000);
        if (compiler.Problem is { } problem)
        {
            output.WriteLine($"C baselines skipped: {problem}");
            return 0;
        }

        output.WriteLine(isFine ? "agrees" : "DISAGREES: do not use these baselines");
        return isFine ? 0 : 8;
    }

    private bool Check(CCompiler compiler, string name, ImmutableArray<double> exact, string source, params object[] arguments)
    {
        if (compiler.Build(source) is not { } program)
        {
            return true;
        }

        var found = new Baseline(name, 1, 1, [program, .. arguments]).Run(round: 1);
        var isFine = true;
        foreach (var (estimate, value) in found.Means.AddRange(found.Slopes).Zip(exact))
        {
            var (z, twin) = ((estimate.Mean - value) / estimate.Error, (estimate.Mean - (0.95 * value)) / estimate.Error);
            output.WriteLine($"{name,-34} {estimate,-22} {value,10:0.0000} {z,6:0.0} {twin,13:0.0}");
            isFine &= Math.Abs(z) <= 5 && Math.Abs(twin) > 5;
        }

        return isFine;
    }

    /// <summary>pᵢ ∝ exp(−(o − μᵢ)²/2σ²) and ∂pᵢ/∂o = pᵢ (μᵢ − Σ p μ)/σ² for the first two labels.</summary>
    private static ImmutableArray<double> Posterior()
    {
        double[] means = [-2.5, 2, 5];
        double[] weights = [.. means.Select(mean => Math.Exp(-(Observation - mean) * (Observation - mean) / 32))];
        double[] p = [.. weights.Select(weight => weight / weights.Sum())];
        var average = p.Zip(means, (probability, mean) => probability * mean).Sum();
        return [p[0], p[1], p[0] * (means[0] - average) / 16, p[1] * (means[1] - average) / 16];
    }
}

namespace DiffMH.Engine.Statistics;

/// <summary>The chi-square law: that of the sum of squares of ν independent standard normal deviates.</summary>
internal static class ChiSquare
{
    /// <summary>The x with P(X ≤ x) = p.</summary>
    /// <param name="p">Above 0, at most 0.5.</param>
    /// <param name="freedom">ν, degrees of freedom, at least 1.</param>
    /// <remarks>By halving intervals below the mean, ν, which lies above the median. No short formula would do: that of Wilson and Hilferty is 7 % low for ν = 3 and p = 0.05, and useless for ν = 1.</remarks>
    public static double Quantile(double p, int freedom)
    {
        var (low, high) = (0.0, (double)freedom);
        for (var halving = 0; halving < 60; halving++)
        {
            var middle = 0.5 * (low + high);
            (low, high) = Below(middle, freedom) < p ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>P(X ≤ x) for 0 &lt; x ≤ ν: zᵃ e⁻ᶻ Σₙ zⁿ / Γ(a + n + 1) with a = ν/2, z = x/2.</summary>
    /// <remarks>Abramowitz and Stegun 1964, 26.4.19 and 6.5.29. All terms are positive and fall, so that nothing cancels.</remarks>
    private static double Below(double x, int freedom)
    {
        var (a, z) = (0.5 * freedom, 0.5 * x);
        var (term, sum) = (1.0, 1.0);
        for (var n = 1; term > 1e-17 * sum; n++)
        {
            term *= z / (a + n);
            sum += term;
        }

        return sum * Math.Exp((a * Math.Log(z)) - z - LogFactorial(a));
    }

    /// <summary>log Γ(a + 1) for a whole number or a half more than one.</summary>
    private static double LogFactorial(double a)
    {
        var sum = a == Math.Floor(a) ? 0 : 0.5 * Math.Log(Math.PI);   // Γ(1) = 1, Γ(1/2) = √π
        for (; a > 0; a--)
        {
            sum += Math.Log(a);
        }

        return sum;
    }
}

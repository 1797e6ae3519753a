namespace DiffMH.Engine.Verification;

/// <summary>The standard normal law, by which samples are judged.</summary>
internal static class NormalLaw
{
    /// <summary>P(|Z| ≥ |z|).</summary>
    /// <remarks>The complementary error function by Press et al., <i>Numerical Recipes</i>, section 6.2: relative error below 1.2 · 10⁻⁷ everywhere.</remarks>
    public static double TwoSided(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.5 * x));
        var series = -1.26551223 + (t * (1.00002368 + (t * (0.37409196 + (t * (0.09678418 + (t * (-0.18628806 + (t * (0.27886807
            + (t * (-1.13520398 + (t * (1.48851587 + (t * (-0.82215223 + (t * 0.17087277)))))))))))))))));
        return t * Math.Exp((-x * x) + series);
    }

    /// <summary>The z ≥ 0 with P(|Z| ≥ z) = p.</summary>
    /// <param name="p">Above 0, at most 1.</param>
    public static double Quantile(double p)
    {
        var (low, high) = (0.0, 40.0);
        for (var halving = 0; halving < 60; halving++)
        {
            var middle = 0.5 * (low + high);
            (low, high) = TwoSided(middle) > p ? (middle, high) : (low, middle);
        }

        return high;
    }
}

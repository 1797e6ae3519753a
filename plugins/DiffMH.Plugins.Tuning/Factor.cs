using System.Globalization;

namespace DiffMH.Plugins.Tuning;

/// <summary>The lower triangular L of a covariance C = L Lᵀ (Cholesky).</summary>
/// <param name="rows">L, row by row.</param>
internal sealed class Factor(double[,] rows)
{
    /// <summary>L of the covariance with the given deviations and correlations.</summary>
    /// <exception cref="SettingException">Their numbers do not fit, or there is no Gaussian with these correlations.</exception>
    public static Factor Of(GaussianSettings settings)
    {
        var d = settings.Dimension;
        var correlations = Listed.Of("correlations", settings.Correlations, d * (d - 1) / 2, "pairs of coordinates");
        var rows = new double[d, d];
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                // L Lᵀ = C, solved entry by entry, first for unit deviations.
                var rest = i == j ? 1 : correlations[(i * (i - 1) / 2) + j];
                for (var k = 0; k < j; k++)
                {
                    rest -= rows[i, k] * rows[j, k];
                }

                rows[i, j] = i == j ? Root(rest, i) : rest / rows[j, j];
            }
        }

        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                rows[i, j] *= settings.Deviations[i];
            }
        }

        return new Factor(rows);
    }

    /// <summary>L⁻¹, row by row up to the diagonal: d (d + 1)/2 numbers.</summary>
    public double[] Inverse()
    {
        var d = rows.GetLength(0);
        var inverse = new double[d, d];
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = i == j ? 1.0 : 0;
                for (var k = j; k < i; k++)
                {
                    rest -= rows[i, k] * inverse[k, j];
                }

                inverse[i, j] = rest / rows[i, i];
            }
        }

        return [.. Enumerable.Range(0, d).SelectMany(i => Enumerable.Range(0, i + 1).Select(j => inverse[i, j]))];
    }

    /// <summary>L z with standard normal z.</summary>
    public void Draw(Span<double> x, ref RandomStream stream)
    {
        x.Clear();
        for (var j = 0; j < x.Length; j++)
        {
            var z = stream.NextNormal();
            for (var i = j; i < x.Length; i++)
            {
                x[i] += rows[i, j] * z;
            }
        }
    }

    private static double Root(double rest, int coordinate) => rest > 0
        ? Math.Sqrt(rest)
        : throw new SettingException("correlations", string.Create(CultureInfo.InvariantCulture, $"no Gaussian has these correlations: with the others given, coordinate {coordinate} would have the variance {rest:G3}; they must form a positive definite matrix."));
}

namespace DiffMH.Plugins.Tuning;

/// <summary>The determinant of the covariance between a state and the next: det(E[x x⁺ᵀ] − E[x] E[x]ᵀ). In one dimension the autocovariance at lag 1, γ₁.</summary>
/// <param name="dimension">d.</param>
/// <remarks>
/// For a stationary chain, in which x and x⁺ have the same mean. Scaled by det Var x it is the product of the lag-1 autocorrelations along
/// the principal directions; the less, the faster the chain forgets. Objective of arXiv:2406.14451.
/// </remarks>
public sealed class Lag1Autocovariance(int dimension) : IObjective
{
    /// <inheritdoc/>
    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var matrix = new T[dimension, dimension];
        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j < dimension; j++)
            {
                matrix[i, j] = moments[Motion.LagProducts(dimension) + (i * dimension) + j] - (moments[i] * moments[j]);
            }
        }

        return Determinant(matrix);
    }

    /// <summary>By elimination. Which pivot is taken depends on values, the determinant and its derivative do not.</summary>
    private static T Determinant<T>(T[,] matrix)
        where T : struct, IScalar<T>
    {
        var (d, determinant) = (matrix.GetLength(0), T.Constant(1));
        for (var column = 0; column < d; column++)
        {
            var pivot = Enumerable.Range(column, d - column).MaxBy(row => Math.Abs(matrix[row, column].Value));
            determinant *= pivot == column ? matrix[pivot, column] : -matrix[pivot, column];
            for (var j = column; j < d; j++)
            {
                (matrix[column, j], matrix[pivot, j]) = (matrix[pivot, j], matrix[column, j]);
            }

            for (var row = column + 1; row < d; row++)
            {
                var factor = matrix[row, column] / matrix[column, column];
                for (var j = column; j < d; j++)
                {
                    matrix[row, j] -= factor * matrix[column, j];
                }
            }
        }

        return determinant;
    }
}

namespace DiffMH.Engine.Runs;

/// <summary>Adam: steps of about the learning rate in each parameter, whatever the gradient's scale.</summary>
/// <remarks>
/// Kingma and Ba 2015, arXiv:1412.6980, algorithm 1, going uphill: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g²,
/// θ ← θ + α (m/(1 − β₁ᵗ)) / (√(v/(1 − β₂ᵗ)) + ε). The first step is α g/(|g| + ε), as the divisions undo the zeros m and v start from.
/// </remarks>
/// <param name="learningRate">α &gt; 0, in units of θ.</param>
/// <param name="beta1">0 ≤ β₁ &lt; 1.</param>
/// <param name="beta2">0 ≤ β₂ &lt; 1.</param>
/// <param name="epsilon">ε &gt; 0, in units of the gradient.</param>
public sealed class Adam(double learningRate, double beta1, double beta2, double epsilon) : IOptimizer
{
    /// <inheritdoc/>
    public int Slots => 2;

    /// <inheritdoc/>
    public void Step(int step, ReadOnlySpan<double> uphill, Span<double> theta, Span<double> memory)
    {
        var m = memory[..theta.Length];
        var v = memory[theta.Length..];
        var (known1, known2) = (1 - Power(beta1, step), 1 - Power(beta2, step));
        for (var i = 0; i < theta.Length; i++)
        {
            m[i] = (beta1 * m[i]) + ((1 - beta1) * uphill[i]);
            v[i] = (beta2 * v[i]) + ((1 - beta2) * uphill[i] * uphill[i]);
            theta[i] += learningRate * (m[i] / known1) / (Math.Sqrt(v[i] / known2) + epsilon);
        }
    }

    /// <summary>βᵗ by squaring: the library's power differs in the last bit between processors, products do not.</summary>
    private static double Power(double beta, int exponent)
    {
        var power = 1.0;
        for (var square = beta; exponent > 0; exponent >>= 1, square *= square)
        {
            if ((exponent & 1) != 0)
            {
                power *= square;
            }
        }

        return power;
    }
}

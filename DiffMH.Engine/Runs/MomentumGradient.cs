namespace DiffMH.Engine.Runs;

/// <summary>Stochastic gradient steps with momentum: the heavy ball.</summary>
/// <remarks>
/// Polyak 1964, in the form of Sutskever, Martens, Dahl and Hinton 2013: v ← μv + αg, θ ← θ + v. In the long run a constant gradient
/// moves θ by α g / (1 − μ) a step. A bound stops θ, not v.
/// </remarks>
/// <param name="learningRate">α &gt; 0, in units of θ² per unit of the objective.</param>
/// <param name="momentum">0 ≤ μ &lt; 1; 0 is plain gradient ascent.</param>
public sealed class MomentumGradient(double learningRate, double momentum) : IOptimizer
{
    /// <inheritdoc/>
    public int Slots => 1;

    /// <inheritdoc/>
    public void Step(int step, ReadOnlySpan<double> uphill, Span<double> theta, Span<double> memory)
    {
        for (var i = 0; i < theta.Length; i++)
        {
            memory[i] = (momentum * memory[i]) + (learningRate * uphill[i]);
            theta[i] += memory[i];
        }
    }
}

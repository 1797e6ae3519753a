namespace DiffMH.Engine.Objectives;

/// <summary>An objective that a sweep file writes out: φ(m, θ) as an expression.</summary>
/// <param name="formula">φ as a function of all moments, those of derived observables among them, and of all parameters.</param>
internal sealed class ExpressionObjective(Formula formula) : IObjective
{
    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => formula.Value(moments, theta);

    /// <summary>Which operation gave the first number or derivative that is not finite; null where all are.</summary>
    public string? WhyNotFinite(ReadOnlySpan<double> moments, ReadOnlySpan<double> theta) => formula.WhyNotFinite(moments, theta);
}

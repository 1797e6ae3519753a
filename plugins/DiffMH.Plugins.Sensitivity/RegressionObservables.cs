namespace DiffMH.Plugins.Sensitivity;

/// <summary><c>coefficient[0]</c> …, the constant term first where there is one, then <c>noise</c>, the standard deviation σ.</summary>
public readonly struct RegressionObservables : IVectorObservables
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<Observable> Names(RegressionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [.. Enumerable.Range(0, settings.Table.Coefficients).Select(j => new Observable($"coefficient[{j}]")), new("noise")];
    }

    /// <inheritdoc/>
    public bool IsContinuous => true;

    /// <inheritdoc/>
    public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        x.CopyTo(values);
        values[^1] = T.Exp(x[^1]);
    }
}

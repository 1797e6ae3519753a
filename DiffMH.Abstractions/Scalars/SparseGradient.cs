namespace DiffMH;

/// <summary>Derivatives in some of many parameters; those in all others are 0.</summary>
/// <param name="indices">Which parameters, each at most once, in no order that means anything.</param>
/// <param name="values">The derivative in each.</param>
public readonly ref struct SparseGradient(ReadOnlySpan<int> indices, ReadOnlySpan<double> values)
{
    /// <summary>Which parameters.</summary>
    public ReadOnlySpan<int> Indices { get; } = indices;

    /// <summary>The derivative in each.</summary>
    public ReadOnlySpan<double> Values { get; } = values;
}

namespace DiffMH.TestPlugins.Wrong;

/// <summary>i and i².</summary>
public readonly struct LabelPowers : ILabelObservables
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<Observable> Names { get; } = [new("label"), new("label^2")];

    /// <inheritdoc/>
    public void Observe<T>(int label, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T> => (values[0], values[1]) = (T.Constant(label), T.Constant(label * label));
}

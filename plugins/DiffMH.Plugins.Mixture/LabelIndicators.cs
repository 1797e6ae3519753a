namespace DiffMH.Plugins.Mixture;

/// <summary>One observable per label: 1 where the state is that label, else 0. Their moments are the label's probabilities.</summary>
/// <param name="settings">How many components there are.</param>
public readonly struct LabelIndicators(MixtureSettings settings) : ILabelObservables
{
    /// <summary><c>is_1</c> … <c>is_n</c>: labels are counted from 1 where people read them.</summary>
    public static IReadOnlyList<Observable> Names(MixtureSettings settings) =>
        [.. Enumerable.Range(1, new MixtureLabel(settings).Labels).Select(label => new Observable($"is_{label}"))];

    /// <inheritdoc/>
    public void Observe<T>(int label, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        for (var i = 0; i < settings.Components; i++)
        {
            values[i] = T.Constant(i == label ? 1 : 0);
        }
    }
}

namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: a spin that turns up gains twice what it loses by turning down, which no density does.</summary>
public readonly struct OpenRing(TiltSettings settings) : ISiteTarget
{
    private readonly Ring right = new(settings);

    /// <inheritdoc/>
    public SiteSpace Space => right.Space;

    /// <inheritdoc/>
    public int Class<TView>(TView view, int site, int value)
        where TView : struct, ISiteView, allows ref struct => right.Class(view, site, value);

    /// <inheritdoc/>
    public T LogRatio<T>(int change, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => (change >= 3 ? 2 : 1) * right.LogRatio(change, theta);

    /// <inheritdoc/>
    public void Tally(int change, Span<int> differences) => right.Tally(change, differences);
}

namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: the tally's change is that of a spin that turns up, whichever way it turns.</summary>
public readonly struct LateRing(TiltSettings settings) : ISiteTarget
{
    private readonly Ring right = new(settings);

    /// <inheritdoc/>
    public SiteSpace Space => right.Space;

    /// <inheritdoc/>
    public int Class<TView>(TView view, int site, int value)
        where TView : struct, ISiteView, allows ref struct => right.Class(view, site, value);

    /// <inheritdoc/>
    public T LogRatio<T>(int change, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => right.LogRatio(change, theta);

    /// <inheritdoc/>
    public void Tally(int change, Span<int> differences) => differences[0] = Ring.Bonds(3 + (change % 3));
}

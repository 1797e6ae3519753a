namespace DiffMH.Engine.Kernels;

/// <summary>A state and how it moves with the parameters a derivative is taken for, all decisions staying as they fell.</summary>
/// <param name="x">The state, d numbers.</param>
/// <param name="along">For each of the p parameters x with ẋ, d numbers; none where x does not move with it.</param>
internal readonly ref struct MovingState(ReadOnlySpan<Real> x, ReadOnlySpan<Dual[]> along)
{
    /// <summary>The state.</summary>
    public ReadOnlySpan<Real> X { get; } = x;

    private readonly ReadOnlySpan<Dual[]> along = along;

    /// <summary>The state with its derivative for the j-th parameter.</summary>
    /// <param name="j">The parameter, 0 … p − 1.</param>
    /// <param name="still">The same state without a derivative.</param>
    public ReadOnlySpan<Dual> Along(int j, ReadOnlySpan<Dual> still) => along[j] is { Length: > 0 } moving ? moving : still;
}

namespace DiffMH.Engine.Kernels;

/// <summary>A state and how it moves with the parameters a derivative is taken for, all decisions staying as they fell.</summary>
/// <typeparam name="TNumber">The numbers of one lane or of eight.</typeparam>
/// <typeparam name="TMoving">The same with a derivative.</typeparam>
/// <param name="x">The state, d numbers.</param>
/// <param name="along">For each of the p parameters x with ẋ, d numbers; none where x does not move with it.</param>
internal readonly ref struct MovingState<TNumber, TMoving>(ReadOnlySpan<TNumber> x, ReadOnlySpan<TMoving[]> along)
{
    /// <summary>The state.</summary>
    public ReadOnlySpan<TNumber> X { get; } = x;

    /// <summary>For each of the p parameters the state with its derivative; empty where it does not move with it.</summary>
    public ReadOnlySpan<TMoving[]> Moving { get; } = along;

    /// <summary>The state with its derivative for the j-th parameter.</summary>
    /// <param name="j">The parameter, 0 … p − 1.</param>
    /// <param name="still">The same state without a derivative.</param>
    public ReadOnlySpan<TMoving> Along(int j, ReadOnlySpan<TMoving> still) => Moving[j] is { Length: > 0 } moving ? moving : still;
}

namespace DiffMH;

/// <summary>One pass of the chains of a point: an iteration of the optimiser, or the evaluation at its result.</summary>
/// <param name="Iteration">The iteration, from 0; in the final evaluation 0.</param>
/// <param name="IsFinal">Whether this is the evaluation at the tail-averaged parameters, which has streams of its own.</param>
[GenerateSerializer, Immutable]
public readonly record struct ChainPass([property: Id(0)] int Iteration, [property: Id(1)] bool IsFinal)
{
    /// <summary>The evaluation at the optimiser's result.</summary>
    public static ChainPass Final => new(0, IsFinal: true);

    /// <summary>An iteration of the optimiser.</summary>
    public static ChainPass At(int iteration) => new(iteration, IsFinal: false);
}

using System.Collections.Immutable;

namespace DiffMH;

/// <summary>How gradients are estimated.</summary>
/// <param name="Method">The estimator.</param>
/// <param name="Scheme">The weights of newborn alternatives; the default where the method follows none.</param>
/// <param name="Pruning">By which mass alternatives compete; the default where the method follows none.</param>
/// <param name="Alternatives">M, how many alternatives a lane keeps, 1 … 63; the default where the method follows none.</param>
/// <param name="Wrt">The names of the parameters a derivative is taken for, as in <c>T</c> or <c>means[1]</c>; at least one. With <paramref name="EveryComponent"/> those of <see cref="DirectionName"/> stand for whole lists.</param>
/// <param name="Steps">h of each of these parameters, above 0, in its unit; empty unless the method is <see cref="EstimatorMethod.FiniteDifference"/>.</param>
/// <param name="EveryComponent">Whether, beside the derivatives of <paramref name="Wrt"/>, those in all components of its lists are estimated: where there are too many to be results of their own.</param>
/// <param name="Chosen">Which of these settings the sweep file leaves to a pilot, whose choice they are.</param>
/// <param name="Kernel">The kernel of the model's own that runs the chains; null for the engine's generic one.</param>
/// <param name="Control">What is added to make the estimate scatter less; none unless the method is <see cref="EstimatorMethod.Dmh"/>.</param>
[GenerateSerializer, Immutable]
public sealed record EstimatorSettings(
    [property: Id(0)] EstimatorMethod Method,
    [property: Id(1)] Scheme Scheme,
    [property: Id(2)] Pruning Pruning,
    [property: Id(3)] int Alternatives,
    [property: Id(4)] ImmutableArray<string> Wrt,
    [property: Id(5)] Vector Steps = default,
    [property: Id(6)] bool EveryComponent = false,
    [property: Id(7)] ChosenSettings Chosen = ChosenSettings.None,
    [property: Id(8)] string? Kernel = null,
    [property: Id(9)] ControlVariate Control = ControlVariate.None)
{
    /// <summary>Up to so many parameters each is a result of its own.</summary>
    public const int MostParameters = 4096;

    /// <summary>What a sweep file calls the engine's own kernel.</summary>
    public const string GenericKernel = "generic";

    /// <summary>The largest M: with the primal chain they fill one word of 64 bits.</summary>
    public const int MostAlternatives = 63;

    /// <summary>Whether the covariance of observables and score is summed.</summary>
    public bool SumsScores => Method == EstimatorMethod.Covariance || Control == ControlVariate.Covariance;

    /// <summary>At how many θ each chain of a pass is run: its own and, for difference quotients, a step up and a step down in each parameter.</summary>
    public int Thetas => 1 + (2 * Steps.Count);
}

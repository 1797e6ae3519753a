using System.Collections.Immutable;

namespace DiffMH;

/// <summary>How parameters are moved.</summary>
/// <param name="Method">The rule.</param>
/// <param name="LearningRate">Step size, &gt; 0, before the schedule; for Adam in units of θ, or of the coordinate in which it is moved.</param>
/// <param name="Iterations">How many steps, at least 1.</param>
/// <param name="TailAverage">Over how many of the last iterations the result is averaged, 1 … Iterations.</param>
/// <param name="Beta1">Adam's decay of the mean, 0 ≤ β₁ &lt; 1.</param>
/// <param name="Beta2">Adam's decay of the square, 0 ≤ β₂ &lt; 1.</param>
/// <param name="Epsilon">Adam's ε, &gt; 0.</param>
/// <param name="Momentum">Momentum of gradient descent, 0 ≤ μ &lt; 1.</param>
/// <param name="Lower">Lower bounds of the parameters in the order of <see cref="EstimatorSettings.Wrt"/>; −∞ where there is none.</param>
/// <param name="Upper">Upper bounds likewise; +∞ where there is none.</param>
/// <param name="Schedule">How the step size changes from step to step.</param>
/// <param name="FinalRate">To which share of the step size a cosine leads, 0 … 1.</param>
/// <param name="Transforms">In which coordinate each parameter is moved, in the order of <see cref="EstimatorSettings.Wrt"/>; default where all are moved as they are.</param>
/// <param name="Clip">The largest Euclidean norm of a gradient in these coordinates, to which longer ones are shortened, &gt; 0; null where none is.</param>
[GenerateSerializer, Immutable]
public sealed record OptimizerSettings(
    [property: Id(0)] OptimizerMethod Method,
    [property: Id(1)] double LearningRate,
    [property: Id(2)] int Iterations,
    [property: Id(3)] int TailAverage,
    [property: Id(4)] double Beta1,
    [property: Id(5)] double Beta2,
    [property: Id(6)] double Epsilon,
    [property: Id(7)] double Momentum,
    [property: Id(8)] Vector Lower,
    [property: Id(9)] Vector Upper,
    [property: Id(10)] LearningSchedule Schedule = LearningSchedule.Constant,
    [property: Id(11)] double FinalRate = 0,
    [property: Id(12)] ImmutableArray<ParameterTransform> Transforms = default,
    [property: Id(13)] double? Clip = null);

using System.Globalization;

namespace DiffMH.Engine.Kernels;

/// <summary>A score-function estimator has met a decision whose probability has no derivative at this θ.</summary>
/// <param name="score">∂log r there, not 0.</param>
public sealed class KinkException(double score) : Exception(string.Create(
    CultureInfo.InvariantCulture,
    $"A chain came to a tie: log r is exactly 0, and its derivative is {score}. At that kink the probability to accept has no derivative, and methods score and score-plain have no value. Use estimator.method dmh, which gives the mean of both sides, or covariance, or parameters at which no two neighbouring states are equally probable."));

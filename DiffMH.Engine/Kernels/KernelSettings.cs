using System.Collections.Immutable;

namespace DiffMH.Engine.Kernels;

/// <summary>What every kernel of a point is told besides the model.</summary>
/// <param name="Seed">The sweep's seed.</param>
/// <param name="StreamKey">The point's stream key, 32 bytes.</param>
/// <param name="Wrt">Positions in θ of the parameters a derivative is taken for.</param>
/// <param name="Estimator">How gradients are estimated.</param>
/// <param name="Chain">How chains are run.</param>
/// <param name="Directions">In which directions derivatives are summed for each group; default for each parameter on its own.</param>
public sealed record KernelSettings(
    ulong Seed, ImmutableArray<byte> StreamKey, ImmutableArray<int> Wrt, EstimatorSettings Estimator, ChainSettings Chain, ImmutableArray<Direction> Directions = default)
{
    /// <summary>Where the sums of a lane stand.</summary>
    /// <param name="observables">k.</param>
    public SumsLayout Layout(int observables) => new(observables, Wrt.Length, Estimator.SumsScores, Estimator.Method == EstimatorMethod.Score);

    /// <summary>Where the sums of a group stand.</summary>
    /// <param name="observables">k.</param>
    public SumsLayout RowLayout(int observables) => Directions.IsDefaultOrEmpty ? Layout(observables) : Layout(observables) with { Parameters = Directions.Length };

    /// <summary>Whether both estimates, by alternatives and by the covariance identity, are summed, so that ∂_θ f(x) belongs to both.</summary>
    public bool HasControl => Estimator.Control != ControlVariate.None;

    /// <summary>Whether draws are multiplied by the score of the decisions that led to them.</summary>
    public bool FollowsDecisions => Estimator.Method is EstimatorMethod.Score or EstimatorMethod.ScorePlain;
}

namespace DiffMH.Tests.Exactness;

/// <summary>Estimator settings as tests vary them.</summary>
internal static class TestEstimator
{
    public static EstimatorSettings Of(Scheme scheme, int alternatives) =>
        new(EstimatorMethod.Dmh, scheme, Pruning.Weight, alternatives, ["theta"]);
}

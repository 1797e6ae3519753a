using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Verification;

/// <summary>The law of a difference in standard errors where nothing is wrong: the standard normal law or, where the error is from a few blocks, Student's t.</summary>
/// <param name="Freedom">ν, degrees of freedom, at least 10; null for the normal law.</param>
internal readonly record struct ScoreLaw(int? Freedom)
{
    /// <summary>The standard normal law.</summary>
    public static ScoreLaw Normal => default;

    /// <summary>The normal deviate that is as unlikely.</summary>
    /// <param name="ratio">The difference in standard errors.</param>
    public double Score(double ratio) => Freedom is { } freedom ? StudentT.Normal(ratio, freedom) : ratio;

    /// <summary>The size of a difference, in standard errors, that is found with a given probability.</summary>
    /// <param name="critical">The score beyond which it is found.</param>
    /// <param name="power">The standard normal deviate below which there is that probability.</param>
    public double Detects(double critical, double power) =>
        Freedom is { } freedom ? StudentT.Noncentrality(StudentT.Of(critical, freedom), power, freedom) : critical + power;
}

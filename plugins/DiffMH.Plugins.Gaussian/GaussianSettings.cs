namespace DiffMH.Plugins.Gaussian;

/// <summary>Settings of a Gaussian with independent coordinates.</summary>
public sealed record GaussianSettings
{
    /// <summary>θ, whose length is the dimension.</summary>
    [Setting("theta", "mean of each coordinate; as many as there are coordinates")]
    public Parameters Theta { get; init; }

    /// <summary>σ.</summary>
    [Setting("deviations", "standard deviation of each coordinate, or one for all", Minimum = 0, AboveMinimum = true)]
    public Parameters Deviations { get; init; }

    /// <summary>Where the start <c>fixed</c> is.</summary>
    [Setting("start", "where chains with the start fixed begin: one number per coordinate, or one for all")]
    public Vector Start { get; init; } = Vector.Of(0);
}

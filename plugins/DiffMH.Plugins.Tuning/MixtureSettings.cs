namespace DiffMH.Plugins.Tuning;

/// <summary>Settings of a mixture of spherical Gaussians.</summary>
public sealed record MixtureSettings : IFixedStart
{
    /// <summary>d.</summary>
    [Setting("dimension", "how many coordinates there are", Minimum = 1)]
    public int Dimension { get; init; } = 1;

    /// <summary>The means.</summary>
    [Setting("means", "means of the components, one after the other, each of as many numbers as there are coordinates", Required = true)]
    public Vector Means { get; init; } = Vector.Empty;

    /// <summary>The deviations.</summary>
    [Setting("deviations", "standard deviation of each component in all directions, or one for all", Minimum = 0, AboveMinimum = true)]
    public Vector Deviations { get; init; } = Vector.Of(1);

    /// <summary>The weights.</summary>
    [Setting("weights", "weight of each component up to a common factor, or one for all", Minimum = 0, AboveMinimum = true)]
    public Vector Weights { get; init; } = Vector.Of(1);

    /// <inheritdoc/>
    [Setting("start", "where chains with the start fixed begin: one number per coordinate, or one for all")]
    public Vector Start { get; init; } = Vector.Of(0);
}

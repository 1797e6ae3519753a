namespace DiffMH.Plugins.Tuning;

/// <summary>Settings of a Gaussian of mean 0. None is a parameter: the start is a draw from the density, and must not depend on θ.</summary>
public sealed record GaussianSettings : IFixedStart
{
    /// <summary>σ, whose length is the dimension.</summary>
    [Setting("deviations", "standard deviation of each coordinate; as many as there are coordinates", Minimum = 0, AboveMinimum = true)]
    public Vector Deviations { get; init; } = Vector.Of(1);

    /// <summary>ρ.</summary>
    [Setting("correlations", "correlations below the diagonal, row by row, or one for all", Minimum = -1, Maximum = 1)]
    public Vector Correlations { get; init; } = Vector.Of(0);

    /// <inheritdoc/>
    [Setting("start", "where chains with the start fixed begin: one number per coordinate, or one for all")]
    public Vector Start { get; init; } = Vector.Of(0);

    /// <summary>d.</summary>
    internal int Dimension => Deviations.Count;
}

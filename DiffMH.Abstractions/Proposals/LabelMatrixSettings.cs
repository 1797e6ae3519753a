namespace DiffMH;

/// <summary>Settings of <see cref="LabelMatrix"/>.</summary>
public sealed record LabelMatrixSettings
{
    /// <summary>q.</summary>
    [Setting("rows", "q(x, x') row by row: for each label the probabilities of suggesting label 0, 1, ...; each row sums to 1", Minimum = 0, Maximum = 1, Required = true)]
    public Vector Rows { get; init; } = Vector.Empty;
}

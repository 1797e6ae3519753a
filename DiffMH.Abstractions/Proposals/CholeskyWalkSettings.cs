namespace DiffMH;

/// <summary>Settings of <see cref="CholeskyWalk"/>.</summary>
/// <remarks>Diagonal and rest stand apart because only the diagonal is bounded: it keeps L invertible, and the optimiser keeps to it.</remarks>
public sealed record CholeskyWalkSettings
{
    /// <summary>Lᵢᵢ.</summary>
    [Setting("diagonal", "diagonal of the factor L, one number per coordinate, or one for all", Minimum = 0, AboveMinimum = true)]
    public Parameters Diagonal { get; init; }

    /// <summary>Lᵢⱼ, j &lt; i.</summary>
    [Setting("below", "entries of L below the diagonal, row by row, or one number for all; 0 unless given", Optional = true)]
    public Parameters Below { get; init; }
}

namespace DiffMH.Client.Sweeps;

/// <summary>Something wrong, and where.</summary>
/// <param name="Place">Where.</param>
/// <param name="Message">What was wrong, the value found, and what would be right.</param>
public sealed record PlacedProblem(SourcePlace Place, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place}: {Message}";
}

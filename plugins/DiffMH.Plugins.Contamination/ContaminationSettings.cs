namespace DiffMH.Plugins.Contamination;

/// <summary>Settings of a contaminated uniform density.</summary>
public sealed record ContaminationSettings
{
    /// <summary>d.</summary>
    [Setting("dimension", "how many coordinates there are", Minimum = 1)]
    public int Dimension { get; init; } = 1;

    /// <summary>t.</summary>
    /// <remarks>Not 0, where log t has no derivative; 10⁻³⁰⁰ will do. At 1 there is no ball for chains to begin in, and the point fails and says so.</remarks>
    [Setting("t", "density of the ring, that of the ball being 1 - t: above 0, as small as you like, and below 1", Minimum = 0, AboveMinimum = true, Maximum = 1)]
    public Parameter Share { get; init; }
}

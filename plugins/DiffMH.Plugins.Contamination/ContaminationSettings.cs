namespace DiffMH.Plugins.Contamination;

/// <summary>Settings of a contaminated uniform density.</summary>
public sealed record ContaminationSettings
{
    /// <summary>d.</summary>
    [Setting("dimension", "how many coordinates there are", Minimum = 1)]
    public int Dimension { get; init; } = 1;

    /// <summary>t.</summary>
    /// <remarks>Not 0, where log t has no derivative; 10⁻³⁰⁰ will do. Not 1, where there is no ball for chains to begin in.</remarks>
    [Setting("t", "density of the ring, that of the ball being 1 - t, as small as you like", Minimum = 0, AboveMinimum = true, Maximum = 1, BelowMaximum = true)]
    public Parameter Share { get; init; }
}

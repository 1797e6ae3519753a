namespace DiffMH.TestPlugins.Moods;

/// <summary>Settings of <c>moods</c>.</summary>
public sealed record MoodSettings
{
    /// <summary>θ.</summary>
    [Setting("tilt", "log of the ratio of the two probabilities", Default = 0.5)]
    public Parameter Tilt { get; init; }

    /// <summary>The mood.</summary>
    [Setting("mood", "what the density does")]
    public Mood Mood { get; init; }
}

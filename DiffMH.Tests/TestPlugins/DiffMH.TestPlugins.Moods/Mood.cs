namespace DiffMH.TestPlugins.Moods;

/// <summary>What the density does.</summary>
public enum Mood
{
    /// <summary>Its work.</summary>
    Calm,

    /// <summary>Throws.</summary>
    Throwing,

    /// <summary>Returns NaN.</summary>
    Vague,
}

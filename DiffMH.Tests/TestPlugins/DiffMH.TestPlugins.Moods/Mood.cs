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

    /// <summary>Does not return.</summary>
    Absent,

    /// <summary>Ends the process.</summary>
    Fatal,

    /// <summary>Calls itself until the stack is full, which ends the process.</summary>
    Endless,
}

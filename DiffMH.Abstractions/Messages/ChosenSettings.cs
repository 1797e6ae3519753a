namespace DiffMH;

/// <summary>Settings of an estimator that a sweep file leaves to a pilot.</summary>
[Flags]
public enum ChosenSettings
{
    /// <summary>All are given.</summary>
    None = 0,

    /// <summary>The scheme.</summary>
    Scheme = 1,

    /// <summary>The number of alternatives.</summary>
    Alternatives = 2,
}

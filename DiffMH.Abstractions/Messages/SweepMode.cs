namespace DiffMH;

/// <summary>What a sweep does at each point.</summary>
public enum SweepMode
{
    /// <summary>Moves the parameters to where the objective is largest or smallest.</summary>
    Optimize = 0,

    /// <summary>Estimates objective and gradient at the given parameters.</summary>
    Gradient = 1,
}

namespace DiffMH;

/// <summary>What is wanted of the objective.</summary>
public enum ObjectiveGoal
{
    /// <summary>Its value and gradient.</summary>
    Evaluate = 0,

    /// <summary>Its largest value.</summary>
    Maximize = 1,

    /// <summary>Its smallest value.</summary>
    Minimize = 2,
}

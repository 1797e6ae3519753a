namespace DiffMH;

/// <summary>By which mass alternatives compete for a place.</summary>
public enum Pruning
{
    /// <summary>The Euclidean norm of the weight.</summary>
    Weight = 0,
}

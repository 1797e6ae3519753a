namespace DiffMH;

/// <summary>By which mass alternatives compete for a place. All are unbiased; they differ in variance and in work.</summary>
public enum Pruning
{
    /// <summary>The Euclidean norm of the weight.</summary>
    Weight = 0,

    /// <summary>1: the survivor counts its wins, and every newborn so far was as likely to be the one kept.</summary>
    Uniform = 1,

    /// <summary>None competes: all are kept until they recouple, however many; the number of alternatives that was asked for has no effect.</summary>
    None = 2,
}

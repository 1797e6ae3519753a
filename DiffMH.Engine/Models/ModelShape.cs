namespace DiffMH.Engine.Models;

/// <summary>What a state of a model is, which decides the kernel that runs it.</summary>
public enum ModelShape
{
    /// <summary>One label.</summary>
    Labels,

    /// <summary>A value on every site of a graph.</summary>
    Sites,

    /// <summary>A real vector.</summary>
    Vectors,
}

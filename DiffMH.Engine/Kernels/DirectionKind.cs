namespace DiffMH.Engine.Kernels;

/// <summary>How the parameters of a direction move.</summary>
public enum DirectionKind
{
    /// <summary>One parameter moves.</summary>
    Single,

    /// <summary>All are multiplied by a common factor.</summary>
    Scale,

    /// <summary>To all a common number is added.</summary>
    Shift,
}

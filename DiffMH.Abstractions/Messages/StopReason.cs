namespace DiffMH;

/// <summary>Why the iterations of a point ended.</summary>
public enum StopReason
{
    /// <summary>All iterations were done.</summary>
    Iterations = 0,

    /// <summary>The sweep had been at work for its wall time.</summary>
    WallTime = 1,

    /// <summary>The gradient could not be told from zero.</summary>
    GradientBelowNoise = 2,

    /// <summary>The parameters were known to the standard errors asked for.</summary>
    StandardError = 3,
}

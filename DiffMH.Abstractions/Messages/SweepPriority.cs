namespace DiffMH;

/// <summary>How much a sweep matters beside the others of its store. It changes when results are there, and none of them.</summary>
public enum SweepPriority
{
    /// <summary>What a sweep has whose user did not say.</summary>
    Normal,

    /// <summary>A quarter of the share of one of normal priority.</summary>
    Low,

    /// <summary>Four times the share of one of normal priority.</summary>
    High,
}

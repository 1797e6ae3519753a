namespace DiffMH.Client.Reports;

/// <summary>What a remark is about, the gravest first.</summary>
public enum RemarkKind
{
    /// <summary>The point, or some of its replicates, failed.</summary>
    Failed = 0,

    /// <summary>There are no standard errors.</summary>
    NoErrors = 1,

    /// <summary>What was asked for is doubtful, whatever the numbers are.</summary>
    Doubtful = 2,

    /// <summary>The chains hardly move.</summary>
    Stuck = 3,

    /// <summary>The chains have not forgotten their start.</summary>
    Unmixed = 4,

    /// <summary>The chains count for few independent samples.</summary>
    FewSamples = 5,

    /// <summary>Alternatives do not meet their chains again.</summary>
    Unrecoupled = 6,

    /// <summary>One group of chains makes most of the gradient's scatter.</summary>
    HeavyTails = 7,

    /// <summary>The parameters still moved at the end.</summary>
    Drifting = 8,

    /// <summary>The gradient at the result is not zero.</summary>
    GradientLeft = 9,
}

namespace DiffMH.Client.Reports;

/// <summary>What a remark is about, the gravest first.</summary>
public enum RemarkKind
{
    /// <summary>The point, or some of its replicates, failed.</summary>
    Failed = 0,

    /// <summary>There are no standard errors.</summary>
    NoErrors = 1,

    /// <summary>The chains hardly move.</summary>
    Stuck = 2,

    /// <summary>The chains have not forgotten their start.</summary>
    Unmixed = 3,

    /// <summary>The chains count for few independent samples.</summary>
    FewSamples = 4,

    /// <summary>Alternatives do not meet their chains again.</summary>
    Unrecoupled = 5,

    /// <summary>One group of chains makes most of the gradient's scatter.</summary>
    HeavyTails = 6,

    /// <summary>The parameters still moved at the end.</summary>
    Drifting = 7,

    /// <summary>The gradient at the result is not zero.</summary>
    GradientLeft = 8,
}

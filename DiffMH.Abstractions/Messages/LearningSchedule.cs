namespace DiffMH;

/// <summary>How the learning rate changes with the step.</summary>
public enum LearningSchedule
{
    /// <summary>Not at all.</summary>
    Constant = 0,

    /// <summary>Down half a cosine over all iterations (Loshchilov and Hutter 2017, arXiv:1608.03983).</summary>
    Cosine = 1,

    /// <summary>With one over the square root of the step.</summary>
    InverseSqrt = 2,
}

namespace DiffMH.Engine.Documents;

/// <summary>Which part of an entry a problem is about.</summary>
public enum ProblemPart
{
    /// <summary>The value.</summary>
    Value = 0,

    /// <summary>The key: it is unknown, or something is missing below it.</summary>
    Key = 1,
}

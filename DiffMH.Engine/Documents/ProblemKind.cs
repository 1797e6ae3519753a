namespace DiffMH.Engine.Documents;

/// <summary>What has to change for a problem to go away.</summary>
public enum ProblemKind
{
    /// <summary>The document.</summary>
    Document = 0,

    /// <summary>A plugin: it is missing, was refused, or its code failed.</summary>
    Plugin = 1,
}

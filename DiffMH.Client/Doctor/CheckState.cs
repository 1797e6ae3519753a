namespace DiffMH.Client.Doctor;

/// <summary>How something was found to be.</summary>
public enum CheckState
{
    /// <summary>As it should be.</summary>
    Ok = 0,

    /// <summary>It works, and could do better, or may fail later.</summary>
    Warning = 1,

    /// <summary>It does not work.</summary>
    Problem = 2,
}

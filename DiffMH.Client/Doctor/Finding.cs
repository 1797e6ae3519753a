namespace DiffMH.Client.Doctor;

/// <summary>What a look at one thing found.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="State">How it is.</param>
/// <param name="Found">The value found.</param>
/// <param name="Remedy">What to do; null where nothing needs to be done.</param>
public sealed record Finding(string Check, CheckState State, string Found, string? Remedy)
{
    /// <summary>All is well.</summary>
    public static Finding Ok(string check, string found) => new(check, CheckState.Ok, found, Remedy: null);

    /// <summary>It works, and could do better, or may fail later.</summary>
    public static Finding Warning(string check, string found, string remedy) => new(check, CheckState.Warning, found, remedy);

    /// <summary>It does not work.</summary>
    public static Finding Problem(string check, string found, string remedy) => new(check, CheckState.Problem, found, remedy);
}

namespace DiffMH.Client.Completion;

/// <summary>A shell that can complete command lines.</summary>
public enum Shell
{
    /// <summary>bash.</summary>
    Bash = 0,

    /// <summary>zsh.</summary>
    Zsh = 1,

    /// <summary>PowerShell.</summary>
    PowerShell = 2,
}

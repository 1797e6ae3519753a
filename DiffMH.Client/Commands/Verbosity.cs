namespace DiffMH.Client.Commands;

/// <summary>How much a command says besides its results.</summary>
public enum Verbosity
{
    /// <summary>Warnings and errors only.</summary>
    Quiet = 0,

    /// <summary>What a user waits for.</summary>
    Normal = 1,

    /// <summary>Also what is done on the way, with times, addresses and ids.</summary>
    Verbose = 2,
}

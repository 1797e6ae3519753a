namespace DiffMH;

/// <summary>What the random numbers of a stream decide. Part of the stream's name: a number once given to a role never changes.</summary>
public enum StreamRole : uint
{
    /// <summary>The state a chain starts from.</summary>
    Start = 0,

    /// <summary>Proposals and coins of the primal chain.</summary>
    Primal = 1,

    /// <summary>What the coupling draws beyond the primal chain's own numbers.</summary>
    Coupling = 2,

    /// <summary>Which alternative is kept.</summary>
    Pruning = 3,

    /// <summary>What the design of a sweep draws: samples of its axes, the order of its points.</summary>
    Design = 16,

    /// <summary>Which iterations a replay computes again. No result depends on it.</summary>
    Replay = 17,
}

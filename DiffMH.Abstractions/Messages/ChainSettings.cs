namespace DiffMH;

/// <summary>How the chains of one replicate are run.</summary>
/// <param name="Chains">Chains per replicate, at least 1.</param>
/// <param name="Warmup">Draws at the start of each chain that are not summed, at least 0.</param>
/// <param name="Draws">Kept states of each chain, at least 1.</param>
/// <param name="Thin">Steps (for a lattice sweeps-of-sites) for each kept state, at least 1; warm-up is counted in steps.</param>
/// <param name="Start">The name of the start.</param>
[GenerateSerializer, Immutable]
public sealed record ChainSettings(
    [property: Id(0)] int Chains,
    [property: Id(1)] int Warmup,
    [property: Id(2)] int Draws,
    [property: Id(3)] int Thin,
    [property: Id(4)] string Start)
{
    /// <summary>The largest number of groups a replicate's chains are divided into.</summary>
    public const int MostGroups = 16;

    /// <summary>G, how many groups of consecutive chains a replicate has: what the jackknife leaves out one at a time.</summary>
    public int Groups => Math.Min(Chains, MostGroups);

    /// <summary>Steps of one chain in one pass: warm-up and draws.</summary>
    public long Steps => Warmup + ((long)Draws * Thin);

    /// <summary>Whether the state after so many steps is kept.</summary>
    public bool IsDraw(long steps) => steps > Warmup && (Thin == 1 || (steps - Warmup) % Thin == 0);   // a division takes as long as a random number

    /// <summary>How many steps more there are until a state is kept, at least 1.</summary>
    /// <param name="steps">How many were taken.</param>
    public long UntilDraw(long steps) => steps < Warmup ? Warmup - steps + Thin : Thin - ((steps - Warmup) % Thin);

    /// <summary>The first chain of a group; of group G, the number of chains.</summary>
    public int FirstChain(int group) => (int)((long)group * Chains / Groups);
}

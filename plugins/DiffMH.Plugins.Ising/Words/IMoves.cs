using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>What a proposal makes of random words: first what each update decides, whatever the spins are, then the next spins of all chains.</summary>
/// <remarks>The number of up neighbours stands in three planes of bits: ones, twos and fours.</remarks>
internal interface IMoves
{
    /// <summary>How many words say what an update decides.</summary>
    static abstract int Words { get; }

    /// <summary>Decides the updates for which <see cref="PackRandom"/> has drawn.</summary>
    /// <param name="random">The random words.</param>
    /// <param name="decisions"><see cref="Words"/> words for each update, to be filled.</param>
    void Decide(ref ulong random, ref ulong decisions);

    /// <summary>The next spins of eight alternatives of all lanes.</summary>
    /// <param name="decision">The words of this update.</param>
    /// <param name="spins">Their present spins on the site.</param>
    /// <param name="ones">Number of up neighbours, lowest bit.</param>
    /// <param name="twos">Number of up neighbours, middle bit.</param>
    /// <param name="fours">Number of up neighbours, highest bit.</param>
    static abstract Vector512<ulong> Next(ref ulong decision, Vector512<ulong> spins, Vector512<ulong> ones, Vector512<ulong> twos, Vector512<ulong> fours);

    /// <summary>The next spins of the primal chains.</summary>
    static abstract ulong Next(ref ulong decision, ulong spins, ulong ones, ulong twos, ulong fours);

    /// <summary>The primal chains whose suggestion was rejected.</summary>
    static abstract ulong Rejected(ref ulong decision, ulong spins, ulong next);
}

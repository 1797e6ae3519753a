using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>What a proposal makes of random words: first what each update decides, whatever the spins are, then the next spins of all chains.</summary>
/// <remarks>The number of up neighbours stands in three planes of bits: ones, twos and fours.</remarks>
internal interface IMoves
{
    /// <summary>How many words say what an update decides.</summary>
    static abstract int Words { get; }

    /// <summary>The first of the words from which <see cref="Decide"/> decides.</summary>
    ref ulong Table { get; }

    /// <summary>Decides an update.</summary>
    /// <param name="table"><see cref="Table"/>.</param>
    /// <param name="coins">A random byte for each lane.</param>
    /// <param name="value">A random spin for each lane.</param>
    /// <param name="shared">A random word for all lanes, see <see cref="Threshold.Undercut"/>.</param>
    /// <param name="decision"><see cref="Words"/> words, to be filled.</param>
    static abstract void Decide(ref ulong table, Vector512<byte> coins, ulong value, ulong shared, ref ulong decision);

    /// <summary>The next spins of eight alternatives of all lanes.</summary>
    /// <param name="decision">The words of this update.</param>
    /// <param name="spins">Their present spins on the site.</param>
    /// <param name="ones">Number of up neighbours, lowest bit.</param>
    /// <param name="twos">Number of up neighbours, middle bit.</param>
    /// <param name="fours">Number of up neighbours, highest bit.</param>
    static abstract Vector512<ulong> Next(ref ulong decision, Vector512<ulong> spins, Vector512<ulong> ones, Vector512<ulong> twos, Vector512<ulong> fours);

    /// <summary>The next spins of the primal chains, whose word may stand in any element of a vector.</summary>
    static abstract Vector128<ulong> Next(ref ulong decision, Vector128<ulong> spins, Vector128<ulong> ones, Vector128<ulong> twos, Vector128<ulong> fours);

    /// <summary>The primal chains whose suggestion was rejected.</summary>
    static abstract Vector128<ulong> Rejected(ref ulong decision, Vector128<ulong> spins, Vector128<ulong> next);
}

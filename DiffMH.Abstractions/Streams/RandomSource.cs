using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DiffMH;

/// <summary>All random streams of one replicate, each found by its name: randomness has a name, not a history.</summary>
/// <remarks>
/// (seed, stream key, replicate) are hashed by SHA-256 to a key of 64 bits; (chain, iteration, role) by Philox4x32-10 under that
/// key to the state of a <see cref="RandomStream"/>. Equal names give equal streams on every machine.
/// </remarks>
public readonly struct RandomSource
{
    private const uint FinalPhase = 0x100;

    private readonly uint key0;
    private readonly uint key1;

    private RandomSource(uint key0, uint key1) => (this.key0, this.key1) = (key0, key1);

    /// <summary>The source of one replicate.</summary>
    /// <param name="seed">The sweep's seed.</param>
    /// <param name="streamKey">The point's stream key: 32 bytes.</param>
    /// <param name="replicate">The replicate's number, from 0.</param>
    public static RandomSource For(ulong seed, ReadOnlySpan<byte> streamKey, int replicate) => Named("diffmh-streams-1"u8, seed, streamKey, replicate);

    /// <summary>The source of what the lanes of a point share, those of all its replicates: for kernels that compute many lanes at once.</summary>
    /// <param name="seed">The sweep's seed.</param>
    /// <param name="streamKey">The point's stream key: 32 bytes.</param>
    public static RandomSource ForPacks(ulong seed, ReadOnlySpan<byte> streamKey) => Named("diffmh-packs-1"u8, seed, streamKey, 0);

    /// <summary>The stream with the given name, at its beginning.</summary>
    /// <param name="chain">The chain's number within its replicate, from 0; of a source for packs, what the kernel numbers.</param>
    /// <param name="pass">Which iteration, or the final evaluation.</param>
    /// <param name="role">What the numbers decide.</param>
    public RandomStream Open(int chain, ChainPass pass, StreamRole role)
    {
        var phased = (uint)role | (pass.IsFinal ? FinalPhase : 0);
        var (a0, a1, a2, a3) = Philox.Hash((uint)chain, (uint)pass.Iteration, phased, 0, key0, key1);
        var (b0, b1, b2, b3) = Philox.Hash((uint)chain, (uint)pass.Iteration, phased, 1, key0, key1);
        return new RandomStream(Join(a0, a1), Join(a2, a3), Join(b0, b1), Join(b2, b3));
    }

    private static RandomSource Named(ReadOnlySpan<byte> kind, ulong seed, ReadOnlySpan<byte> streamKey, int replicate)
    {
        if (streamKey.Length != SHA256.HashSizeInBytes)
        {
            throw new ArgumentException($"A stream key has {SHA256.HashSizeInBytes} bytes; found {streamKey.Length}.", nameof(streamKey));
        }

        Span<byte> name = stackalloc byte[16 + 8 + 32 + 4];
        name.Clear();
        kind.CopyTo(name);
        BinaryPrimitives.WriteUInt64LittleEndian(name[16..], seed);
        streamKey.CopyTo(name[24..]);
        BinaryPrimitives.WriteInt32LittleEndian(name[56..], replicate);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(name, hash);
        return new RandomSource(BinaryPrimitives.ReadUInt32LittleEndian(hash), BinaryPrimitives.ReadUInt32LittleEndian(hash[4..]));
    }

    private static ulong Join(uint low, uint high) => low | ((ulong)high << 32);
}

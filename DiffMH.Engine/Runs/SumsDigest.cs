using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DiffMH.Engine.Runs;

/// <summary>The digest of the sums that a row of the trace was formed from: equal sums, bit for bit, have equal digests.</summary>
/// <remarks>
/// The first eight bytes, little-endian, of the SHA-256 over the replicate's sums in the order of its groups, little-endian, every NaN as
/// 7FF8000000000000. Eight bytes are a fifth of a row with one parameter; other sums have the same with a chance of 5·10⁻²⁰.
/// </remarks>
internal static class SumsDigest
{
    /// <summary>The digest; never 0, which stands for none.</summary>
    public static ulong Of(ReadOnlySpan<double> sums)
    {
        const int AtOnce = 512;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[AtOnce * sizeof(double)];
        for (var first = 0; first < sums.Length; first += AtOnce)
        {
            var some = sums[first..Math.Min(sums.Length, first + AtOnce)];
            for (var i = 0; i < some.Length; i++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(bytes[(i * sizeof(double))..], CanonicalBits.Of(some[i]));
            }

            hash.AppendData(bytes[..(some.Length * sizeof(double))]);
        }

        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(whole);
        return Math.Max(1, BinaryPrimitives.ReadUInt64LittleEndian(whole));
    }
}

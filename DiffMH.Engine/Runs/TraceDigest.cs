using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DiffMH.Engine.Runs;

/// <summary>The digest of a sweep's trace: equal digests mean equal results, bit for bit.</summary>
/// <remarks>
/// SHA-256 over "diffmh-trace-1" and one entry for each point, by ordinal order of identity: int32 length and UTF-8 of the identity, int32 p,
/// int64 rows, and the SHA-256 of the point's records. A record is int32 iteration, int32 replicate and the row's 2 + 3p float64s, records in
/// the order of <see cref="TraceBlock"/>. All little-endian, every NaN as 7FF8000000000000; no index, no name, no time. A hash for each
/// point is all that is kept, so traces of any length need no memory and points may come in any order, also interleaved.
/// </remarks>
public sealed class TraceDigest : IDisposable
{
    private readonly SortedDictionary<string, PointHash> points = new(StringComparer.Ordinal);

    /// <summary>Whether no row was added.</summary>
    public bool IsEmpty => points.Count == 0;

    /// <summary>Adds rows of a point's trace, each point's rows in their order.</summary>
    /// <param name="identity">The point's identity.</param>
    /// <param name="block">The rows; none changes nothing.</param>
    /// <exception cref="ArgumentException">The rows do not follow those added before.</exception>
    public void Add(string identity, TraceBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (block.Rows == 0)
        {
            return;
        }

        if (!points.TryGetValue(identity, out var point))
        {
            points.Add(identity, point = new PointHash(block.Parameters));
        }

        if (point.Parameters != block.Parameters)
        {
            throw new ArgumentException($"Point {identity} has {point.Parameters} parameters; found a block of {block.Parameters}.", nameof(block));
        }

        for (var row = 0; row < block.Rows; row++)
        {
            point.Add(block.Iterations[row], block.Replicates[row], block.Row(row));
        }
    }

    /// <summary>The digest of all rows so far, as in <c>sha256:0f3a…</c>; more may be added.</summary>
    public string Result()
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        whole.AppendData("diffmh-trace-1"u8);
        Span<byte> counts = stackalloc byte[sizeof(int) + sizeof(long)];
        foreach (var (identity, point) in points)
        {
            var name = Encoding.UTF8.GetBytes(identity);
            BinaryPrimitives.WriteInt32LittleEndian(counts, name.Length);
            whole.AppendData(counts[..sizeof(int)]);
            whole.AppendData(name);
            BinaryPrimitives.WriteInt32LittleEndian(counts, point.Parameters);
            BinaryPrimitives.WriteInt64LittleEndian(counts[sizeof(int)..], point.Rows);
            whole.AppendData(counts);
            whole.AppendData(point.Current());
        }

        return $"sha256:{Convert.ToHexStringLower(whole.GetHashAndReset())}";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var point in points.Values)
        {
            point.Dispose();
        }
    }
}

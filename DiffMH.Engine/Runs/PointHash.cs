using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace DiffMH.Engine.Runs;

/// <summary>The running SHA-256 of one point's trace records.</summary>
internal sealed class PointHash(int parameters) : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] record = new byte[(2 * sizeof(int)) + ((2 + (3 * parameters)) * sizeof(double))];
    private (int Iteration, int Replicate) last = (-1, -1);

    /// <summary>p.</summary>
    public int Parameters => parameters;

    /// <summary>How many records were added.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds one record.</summary>
    public void Add(int iteration, int replicate, ReadOnlySpan<double> numbers)
    {
        if ((iteration, replicate).CompareTo(last) <= 0)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"Trace rows ascend by iteration, then replicate; found iteration {iteration}, replicate {replicate} after {last.Iteration}, {last.Replicate}."), nameof(iteration));
        }

        last = (iteration, replicate);
        BinaryPrimitives.WriteInt32LittleEndian(record, iteration);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(sizeof(int)), replicate);
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan((2 * sizeof(int)) + (i * sizeof(double))), CanonicalBits.Of(numbers[i]));
        }

        hash.AppendData(record);
        Rows++;
    }

    /// <summary>The hash of the records so far, 32 bytes; more may be added.</summary>
    public byte[] Current() => hash.GetCurrentHash();

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();
}

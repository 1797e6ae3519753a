using System.Buffers.Binary;
using System.Text;

namespace DiffMH.Engine.Runs;

/// <summary>Reads what <see cref="StateWriter"/> wrote, and says where the bytes stop making sense.</summary>
internal ref struct StateReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <summary>A number of elements that can still follow, so that broken bytes never ask for gigabytes.</summary>
    public int Count(int elementBytes)
    {
        var start = at;
        var count = Int32();
        return count >= 0 && count <= (bytes.Length - at) / elementBytes
            ? count
            : throw new InvalidDataException($"A point's state says at byte {start} that {count} elements follow, and {bytes.Length - at} bytes are left: it is cut off or damaged.");
    }

    public Vector Vector()
    {
        var values = new double[Count(sizeof(double))];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));
        }

        return DiffMH.Vector.Wrap(values);
    }

    public Vector Vector(int count)
    {
        var start = at;
        var vector = Vector();
        return vector.Count == count
            ? vector
            : throw new InvalidDataException($"A point's state has a vector of {vector.Count} numbers at byte {start}; right would be {count}: it is damaged.");
    }

    public string Text() => Encoding.UTF8.GetString(Take(Count(sizeof(byte))));

    public bool IsPresent()
    {
        var mark = Take(1)[0];
        return mark <= 1 ? mark == 1 : throw new InvalidDataException($"A point's state has {mark} at byte {at - 1}; right would be 0 or 1: it is damaged.");
    }

    public readonly void End()
    {
        if (at != bytes.Length)
        {
            throw new InvalidDataException($"A point's state ends at byte {at}, and {bytes.Length - at} bytes follow: it is damaged.");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > bytes.Length - at)
        {
            throw new InvalidDataException($"A point's state needs {count} bytes at byte {at}, and {bytes.Length - at} are left: it is cut off.");
        }

        at += count;
        return bytes.Slice(at - count, count);
    }
}

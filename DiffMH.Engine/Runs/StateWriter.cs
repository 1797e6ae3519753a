using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace DiffMH.Engine.Runs;

/// <summary>Appends little-endian numbers, vectors and texts to a growing array.</summary>
internal sealed class StateWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new();

    public void Int32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(sizeof(int)), value);
        buffer.Advance(sizeof(int));
    }

    public void Vector(Vector vector)
    {
        Int32(vector.Count);
        var target = buffer.GetSpan(vector.Count * sizeof(double));
        for (var i = 0; i < vector.Count; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(target[(i * sizeof(double))..], vector[i]);
        }

        buffer.Advance(vector.Count * sizeof(double));
    }

    public void Text(string text)
    {
        Int32(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, buffer);
    }

    public void Optional<T>(T? part, Action<StateWriter, T> write)
        where T : class
    {
        buffer.Write([part is null ? (byte)0 : (byte)1]);
        if (part is not null)
        {
            write(this, part);
        }
    }

    public byte[] ToBytes() => buffer.WrittenSpan.ToArray();
}

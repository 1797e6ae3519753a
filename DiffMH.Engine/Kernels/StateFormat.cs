using System.Runtime.InteropServices;

namespace DiffMH.Engine.Kernels;

/// <summary>Reads and writes the pieces of a lane's state.</summary>
internal static class StateFormat
{
    public static void WriteDoubles(this BinaryWriter writer, ReadOnlySpan<double> values) => writer.Write(MemoryMarshal.AsBytes(values));

    public static void ReadDoubles(this BinaryReader reader, Span<double> values) => reader.ReadExactly(MemoryMarshal.AsBytes(values));

    public static void WriteWords<T>(this BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged => writer.Write(MemoryMarshal.AsBytes(values));

    public static void ReadWords<T>(this BinaryReader reader, Span<T> values)
        where T : unmanaged => reader.ReadExactly(MemoryMarshal.AsBytes(values));

    public static void WriteStream(this BinaryWriter writer, in RandomStream stream)
    {
        var (word0, word1, word2, word3) = stream.State;
        writer.Write(word0);
        writer.Write(word1);
        writer.Write(word2);
        writer.Write(word3);
    }

    public static RandomStream ReadStream(this BinaryReader reader) =>
        new(reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadUInt64());

    public static void ReadExactly(this BinaryReader reader, Span<byte> bytes) => reader.BaseStream.ReadExactly(bytes);
}

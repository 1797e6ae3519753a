using System.Runtime.InteropServices;

namespace DiffMH;

/// <summary>Turns a <see cref="Vector"/> into its wire form and back.</summary>
[RegisterConverter]
public sealed class VectorConverter : IConverter<Vector, VectorSurrogate>
{
    /// <inheritdoc/>
    public Vector ConvertFromSurrogate(in VectorSurrogate surrogate) => Vector.Of(MemoryMarshal.Cast<byte, double>(surrogate.Bytes));

    /// <inheritdoc/>
    public VectorSurrogate ConvertToSurrogate(in Vector value) => new() { Bytes = MemoryMarshal.AsBytes(value.Values).ToArray() };
}

namespace DiffMH;

/// <summary>The form of a <see cref="Vector"/> on the wire: its doubles' bytes, little-endian.</summary>
[GenerateSerializer]
public struct VectorSurrogate
{
    /// <summary>Eight bytes an element.</summary>
    [Id(0)]
    public byte[] Bytes { get; set; }
}

using System.Globalization;

namespace DiffMH.Silo.Grains.Stored;

/// <summary>A segment of a data file as it is stored. Ids are never reused.</summary>
[GenerateSerializer]
internal sealed class StoredSegment
{
    /// <summary>How many segments the file has.</summary>
    [Id(0)]
    public int Segments { get; set; }

    /// <summary>The bytes of this one.</summary>
    [Id(1)]
    public byte[] Bytes { get; set; } = [];

    /// <summary>Under which name a segment is stored.</summary>
    public static string NameOf(int segment) => string.Create(CultureInfo.InvariantCulture, $"segment/{segment}");
}

namespace DiffMH;

/// <summary>The bytes of one data file, kept for all sweeps that name it. Key: SHA-256 of the bytes, 64 lower-case hexadecimal digits.</summary>
public interface IDataGrain : IGrainWithStringKey
{
    /// <summary>The largest segment, in bytes: what travels in one message and stands in one row.</summary>
    const int SegmentBytes = 4 << 20;

    /// <summary>How many segments there are, at least 1; 0 while not all are stored. Short; changes nothing.</summary>
    [Reading]
    Task<int> Segments();

    /// <summary>Whether all segments are stored and have together the hash that is the key. Reads them all; changes nothing.</summary>
    [Reading]
    Task<bool> IsWhole();

    /// <summary>Stores one segment in place of what is there. Sending the file again is what mends it; where it is whole, that changes nothing.</summary>
    /// <param name="segment">Which, from 0; the last comes last.</param>
    /// <param name="segments">How many the file has.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <exception cref="InvalidOperationException">It is the last, and all of them have another hash than the key: it is not stored. Or it is more than a data file may have.</exception>
    Task Put(int segment, int segments, byte[] bytes);

    /// <summary>One segment. Changes nothing.</summary>
    /// <exception cref="InvalidOperationException">It is not stored.</exception>
    [Reading]
    Task<byte[]> Get(int segment);
}

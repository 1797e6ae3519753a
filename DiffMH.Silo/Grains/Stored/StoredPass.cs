namespace DiffMH.Silo.Grains.Stored;

/// <summary>What is done of a pass that is not complete. Ids are never reused.</summary>
[GenerateSerializer]
internal sealed class StoredPass
{
    /// <summary>Under which name it is stored.</summary>
    public const string Name = "pass";

    /// <summary>Which pass: see <see cref="OpenPass.Key"/>.</summary>
    [Id(0)]
    public byte[] Key { get; set; } = [];

    /// <summary>A bit for each group, whether it is done; the first group is the lowest bit of the first byte.</summary>
    [Id(1)]
    public byte[] Done { get; set; } = [];

    /// <summary>The rows of the groups that are done, in order.</summary>
    [Id(2)]
    public Vector Rows { get; set; }
}

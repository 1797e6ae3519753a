namespace DiffMH.Silo.Grains.Stored;

/// <summary>A point as it is stored: its last commit. Ids are never reused.</summary>
[GenerateSerializer]
internal sealed class StoredPoint
{
    /// <summary>Under which name it is stored.</summary>
    public const string Name = "point";

    /// <summary>How many passes are committed; rows of the trace from this pass on do not count yet.</summary>
    [Id(0)]
    public int Passes { get; set; }

    /// <summary>How many iterations the point has, the final evaluation not counted; 0 before the first commit.</summary>
    [Id(1)]
    public int Iterations { get; set; }

    /// <summary>The state after those passes in the engine's own form; null before the first commit.</summary>
    [Id(2)]
    public byte[]? Run { get; set; }

    /// <summary>Whether nothing is left to run.</summary>
    [Id(3)]
    public bool IsFinished { get; set; }
}

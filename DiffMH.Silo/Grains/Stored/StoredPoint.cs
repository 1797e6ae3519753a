using DiffMH.Engine.Runs;
using DiffMH.Silo.Storage;

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

    /// <summary>The state after those passes; null before the first commit.</summary>
    /// <exception cref="StoreUnavailableException">A newer DiffMH has stored it. Nothing is wrong with it, so the point waits for silos of that one.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public PointState? ToState()
    {
        if (Run is null)
        {
            return null;
        }

        return PointStateFormat.VersionOf(Run) is > PointStateFormat.Version and var newer
            ? throw new StoreUnavailableException(
                $"A newer DiffMH has stored the point's state, in version {newer}; this one reads versions up to {PointStateFormat.Version}. "
                + "The point waits, and goes on when silos of the newer DiffMH have taken the place of older ones.")
            : PointState.FromBytes(Run);
    }
}

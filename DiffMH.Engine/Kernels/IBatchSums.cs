namespace DiffMH.Engine.Kernels;

/// <summary>The sums of the lanes of one batch, as they come in.</summary>
internal interface IBatchSums
{
    /// <summary>Adds a finished lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="cursor">Which one it is.</param>
    void Add(ILaneRow lane, LaneCursor cursor);

    /// <summary>The sums of all lanes, once all are in.</summary>
    Vector Result();

    /// <summary>Writes the sums of the lanes before the present one.</summary>
    void Save(BinaryWriter writer, LaneCursor cursor);

    /// <summary>Reads what <see cref="Save"/> wrote at the same lane.</summary>
    void Load(BinaryReader reader, LaneCursor cursor);
}

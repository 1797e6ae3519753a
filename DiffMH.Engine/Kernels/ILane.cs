namespace DiffMH.Engine.Kernels;

/// <summary>One lane of a kernel that runs its lanes one after the other: begun, advanced in one or more pieces, added up.</summary>
public interface ILane : ILaneRow
{
    /// <summary>Puts the lane at its start.</summary>
    /// <param name="theta">All parameters of the model.</param>
    /// <param name="source">The replicate's streams.</param>
    /// <param name="chain">The chain's number within the replicate.</param>
    /// <param name="pass">Which pass.</param>
    void Begin(ReadOnlySpan<double> theta, RandomSource source, int chain, ChainPass pass);

    /// <summary>Runs on until the lane is done or the meter says stop.</summary>
    /// <returns>Whether the lane is done.</returns>
    bool Advance(WorkMeter meter);

    /// <summary>Writes all that <see cref="Load"/> needs to go on at another place.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Takes over a lane that was saved.</summary>
    /// <param name="theta">All parameters of the model, as at its beginning.</param>
    /// <param name="reader">What <see cref="Save"/> wrote.</param>
    void Load(ReadOnlySpan<double> theta, BinaryReader reader);
}

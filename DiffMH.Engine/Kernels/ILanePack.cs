namespace DiffMH.Engine.Kernels;

/// <summary>Eight lanes that are begun, advanced and added up together.</summary>
public interface ILanePack
{
    /// <summary>Whether it takes less time on this machine than its lanes one by one.</summary>
    bool IsFaster { get; }

    /// <summary>Gives a lane its θ.</summary>
    /// <param name="place">Its place, 0 to 7.</param>
    /// <param name="theta">All parameters of the model, then those of its proposal.</param>
    void MoveTo(int place, ReadOnlySpan<double> theta);

    /// <summary>Puts a lane at its start, its θ being given.</summary>
    /// <param name="place">Its place.</param>
    /// <param name="source">The replicate's streams.</param>
    /// <param name="chain">The chain's number within the replicate.</param>
    /// <param name="pass">Which pass.</param>
    void Open(int place, RandomSource source, int chain, ChainPass pass);

    /// <summary>Begins, all eight being at their starts.</summary>
    /// <param name="lanes">How many are lanes of their own: the first. The others repeat the first one, and nobody asks for their sums.</param>
    void Begin(int lanes);

    /// <summary>Runs on until the lanes are done or the meter says stop.</summary>
    /// <returns>Whether they are done.</returns>
    bool Advance(WorkMeter meter);

    /// <summary>The sums of one of the lanes, all being done.</summary>
    ILaneRow Row(int place);

    /// <summary>Writes all that <see cref="Load"/> needs to go on at another place.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Takes over lanes that were saved, each having been given its θ again.</summary>
    /// <param name="lanes">As at the beginning.</param>
    /// <param name="reader">What <see cref="Save"/> wrote.</param>
    void Load(int lanes, BinaryReader reader);
}

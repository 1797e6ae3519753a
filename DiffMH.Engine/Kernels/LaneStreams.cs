namespace DiffMH.Engine.Kernels;

/// <summary>The streams of a chain in one pass, beside that of its start, which is used up at once.</summary>
internal struct LaneStreams
{
    /// <summary>Proposals and coins of the primal chain.</summary>
    public RandomStream Primal;

    /// <summary>What alternatives draw to be coupled.</summary>
    public RandomStream Coupling;

    /// <summary>Which alternative stays.</summary>
    public RandomStream Pruning;

    /// <summary>The streams by their names.</summary>
    public static LaneStreams Open(RandomSource source, int chain, ChainPass pass) => new()
    {
        Primal = source.Open(chain, pass, StreamRole.Primal),
        Coupling = source.Open(chain, pass, StreamRole.Coupling),
        Pruning = source.Open(chain, pass, StreamRole.Pruning),
    };

    /// <summary>What <see cref="Save"/> wrote.</summary>
    public static LaneStreams Load(BinaryReader reader) => new()
    {
        Primal = reader.ReadStream(),
        Coupling = reader.ReadStream(),
        Pruning = reader.ReadStream(),
    };

    /// <summary>Writes where the streams are.</summary>
    public readonly void Save(BinaryWriter writer)
    {
        writer.WriteStream(Primal);
        writer.WriteStream(Coupling);
        writer.WriteStream(Pruning);
    }
}

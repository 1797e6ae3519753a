using System.Globalization;
using DiffMH.Silo.Grains.Stored;
using Orleans.Storage;

namespace DiffMH.Silo.Grains;

/// <summary>A chunk of a trace in memory: <see cref="TraceBlock.ChunkIterations"/> passes at most.</summary>
/// <param name="number">The chunk's number, from 0.</param>
internal sealed class OpenChunk(int number)
{
    private readonly GrainState<StoredTrace> stored = new(new StoredTrace());

    /// <summary>The chunk's number.</summary>
    public int Number => number;

    /// <summary>Its passes, ascending.</summary>
    public List<TraceBlock> Blocks { get; } = [];

    private string Name => string.Create(CultureInfo.InvariantCulture, $"trace/{number}");

    /// <summary>Reads what is stored of it.</summary>
    /// <param name="storage">Where.</param>
    /// <param name="grain">Whose.</param>
    /// <param name="passes">How many passes are committed; rows beyond are cut off.</param>
    public async Task Read(IGrainStorage storage, GrainId grain, int passes)
    {
        await storage.ReadStateAsync(Name, grain, stored);
        var block = stored.State!.Before(passes);
        if (block.Rows > 0)
        {
            Blocks.Add(block);
        }
    }

    /// <summary>Writes it as a whole, over what was stored.</summary>
    public Task Write(IGrainStorage storage, GrainId grain)
    {
        stored.State = StoredTrace.From(Whole());
        return storage.WriteStateAsync(Name, grain, stored);
    }

    /// <summary>All rows in one block.</summary>
    public TraceBlock Whole()
    {
        if (Blocks.Count == 1)
        {
            return Blocks[0];
        }

        var numbers = new double[Blocks.Sum(block => block.Numbers.Count)];
        var filled = 0;
        foreach (var block in Blocks)
        {
            block.Numbers.Values.CopyTo(numbers.AsSpan(filled));
            filled += block.Numbers.Count;
        }

        return new(
            Blocks.Count == 0 ? 0 : Blocks[0].Parameters,
            [.. Blocks.SelectMany(block => block.Iterations)],
            [.. Blocks.SelectMany(block => block.Replicates)],
            Vector.Wrap(numbers));
    }
}

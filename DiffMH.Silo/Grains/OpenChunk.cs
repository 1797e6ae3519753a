using System.Globalization;
using DiffMH.Silo.Grains.Stored;
using Orleans.Storage;

namespace DiffMH.Silo.Grains;

/// <summary>A chunk of a trace in memory: <see cref="TraceBlock.ChunkIterations"/> passes at most.</summary>
/// <remarks>
/// It never loses a row. Rows past the commit that was read are kept until their pass is added again: while a silo stops, another
/// activation may have stored them, and may commit them yet; written without them, the chunk would miss rows of that commit.
/// </remarks>
/// <param name="number">The chunk's number, from 0.</param>
internal sealed class OpenChunk(int number)
{
    private readonly GrainState<StoredTrace> stored = new(new StoredTrace());
    private readonly SortedDictionary<int, TraceBlock> passes = [];

    /// <summary>The chunk's number.</summary>
    public int Number => number;

    private string Name => NameOf(number);

    /// <summary>Under which name a chunk is stored.</summary>
    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"trace/{number}");

    /// <summary>Reads what is stored of it.</summary>
    /// <param name="storage">Where.</param>
    /// <param name="grain">Whose.</param>
    public async Task Read(IGrainStorage storage, GrainId grain)
    {
        await storage.ReadStateAsync(Name, grain, stored);
        Put(stored.State!.Passes());
    }

    /// <summary>Takes the rows of a pass, and any of the one before that come with them, in place of those it had.</summary>
    public void Add(int pass, TraceBlock rows)
    {
        passes.Remove(pass);
        Put(rows.ByIteration());
    }

    /// <summary>Writes it as a whole, over what was stored.</summary>
    public Task Write(IGrainStorage storage, GrainId grain)
    {
        stored.State = StoredTrace.From(Before(int.MaxValue));
        return storage.WriteStateAsync(Name, grain, stored);
    }

    /// <summary>The rows before a pass in one block.</summary>
    public TraceBlock Before(int pass) => TraceBlock.Concat([.. passes.Where(entry => entry.Key < pass).Select(entry => entry.Value)]);

    private void Put(IEnumerable<TraceBlock> rows)
    {
        foreach (var pass in rows)
        {
            passes[pass.Iterations[0]] = pass;
        }
    }
}

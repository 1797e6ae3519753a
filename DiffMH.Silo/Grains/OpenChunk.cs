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
    /// <param name="pass">The pass.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="ahead">Of how many of the first replicates rows that stand before the new ones stay: they have the pass behind them.</param>
    public void Add(int pass, TraceBlock rows, int ahead = 0)
    {
        passes.Remove(pass, out var before);
        Put(rows.ByIteration());
        var kept = before?.Replicates.Count(replicate => replicate < ahead && (rows.Rows == 0 || replicate < rows.Replicates[0])) ?? 0;
        if (kept > 0)
        {
            passes[pass] = passes.TryGetValue(pass, out var added) ? TraceBlock.Concat([before!.First(kept), added]) : before!.First(kept);
        }
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

namespace DiffMH.Silo.Grains.Stored;

/// <summary>A chunk of a point's trace as it is stored; see <see cref="TraceBlock"/>. May hold rows beyond the point's last commit.</summary>
[GenerateSerializer]
internal sealed class StoredTrace
{
    /// <summary>p.</summary>
    [Id(0)]
    public int Parameters { get; set; }

    /// <summary>Each row's pass.</summary>
    [Id(1)]
    public int[] Iterations { get; set; } = [];

    /// <summary>Each row's replicate.</summary>
    [Id(2)]
    public int[] Replicates { get; set; } = [];

    /// <summary>2 + 3p numbers for each row.</summary>
    [Id(3)]
    public Vector Numbers { get; set; }

    /// <summary>For each row a digest of the sums it was formed from, 0 where none was kept; null in a chunk of before there were any.</summary>
    [Id(4)]
    public ulong[]? Digests { get; set; }

    /// <summary>The stored form.</summary>
    public static StoredTrace From(TraceBlock block) => new()
    {
        Parameters = block.Parameters,
        Iterations = [.. block.Iterations],
        Replicates = [.. block.Replicates],
        Numbers = block.Numbers,
        Digests = block.Digests.IsDefaultOrEmpty ? null : [.. block.Digests],
    };

    /// <summary>The rows of each pass, ascending.</summary>
    public IEnumerable<TraceBlock> Passes() => new TraceBlock(Parameters, [.. Iterations], [.. Replicates], Numbers, Digests is null ? default : [.. Digests]).ByIteration();
}

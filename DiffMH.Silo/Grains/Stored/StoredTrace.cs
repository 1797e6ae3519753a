using System.Collections.Immutable;

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

    /// <summary>The stored form.</summary>
    public static StoredTrace From(TraceBlock block) => new()
    {
        Parameters = block.Parameters,
        Iterations = [.. block.Iterations],
        Replicates = [.. block.Replicates],
        Numbers = block.Numbers,
    };

    /// <summary>The rows of each pass, ascending.</summary>
    public IEnumerable<TraceBlock> Passes()
    {
        var width = 2 + (3 * Parameters);
        for (int first = 0, end; first < Iterations.Length; first = end)
        {
            end = first + 1;
            while (end < Iterations.Length && Iterations[end] == Iterations[first])
            {
                end++;
            }

            yield return new(
                Parameters,
                ImmutableArray.Create(Iterations.AsSpan(first, end - first)),
                ImmutableArray.Create(Replicates.AsSpan(first, end - first)),
                Vector.Of(Numbers.Values[(first * width)..(end * width)]));
        }
    }
}

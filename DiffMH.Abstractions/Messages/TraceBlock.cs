using System.Collections.Immutable;

namespace DiffMH;

/// <summary>Rows of a point's trace: one per kept iteration and replicate, iterations ascending and replicates ascending within.</summary>
/// <param name="Parameters">p, the number of parameters a derivative is taken for.</param>
/// <param name="Iterations">Each row's iteration; the final evaluation has the number of iterations done.</param>
/// <param name="Replicates">Each row's replicate.</param>
/// <param name="Numbers">
/// For each row 2 + 3p numbers: the p parameters; objective and its standard error; the p components of the gradient; their standard errors.
/// NaN where a number does not exist.
/// </param>
/// <param name="Digests">For each row a digest of the sums it was formed from, 0 where none was kept. Default or empty for a block of before there were any.</param>
[GenerateSerializer, Immutable]
public sealed record TraceBlock(
    [property: Id(0)] int Parameters,
    [property: Id(1)] ImmutableArray<int> Iterations,
    [property: Id(2)] ImmutableArray<int> Replicates,
    [property: Id(3)] Vector Numbers,
    [property: Id(4)] ImmutableArray<ulong> Digests = default)
{
    /// <summary>How many iterations a stored chunk covers; with a thinned trace, how many kept ones.</summary>
    public const int ChunkIterations = 64;

    /// <summary>How many rows there are.</summary>
    public int Rows => Iterations.Length;

    /// <summary>How many numbers a row has.</summary>
    public int Width => 2 + (3 * Parameters);

    /// <summary>The numbers of one row.</summary>
    public ReadOnlySpan<double> Row(int row) => Numbers.Values.Slice(row * Width, Width);

    /// <summary>The digest of the sums of one row; null where none was kept.</summary>
    public ulong? Digest(int row) => Digests.IsDefaultOrEmpty || Digests[row] == 0 ? null : Digests[row];

    /// <summary>Blocks of one point, one after the other.</summary>
    public static TraceBlock Concat(IReadOnlyList<TraceBlock> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        if (blocks.Count == 1)
        {
            return blocks[0];
        }

        var numbers = new double[blocks.Sum(block => block.Numbers.Count)];
        var filled = 0;
        foreach (var block in blocks)
        {
            block.Numbers.Values.CopyTo(numbers.AsSpan(filled));
            filled += block.Numbers.Count;
        }

        return new(
            blocks.Count == 0 ? 0 : blocks[0].Parameters,
            [.. blocks.SelectMany(block => block.Iterations)],
            [.. blocks.SelectMany(block => block.Replicates)],
            Vector.Wrap(numbers),
            blocks.All(block => block.Digests.IsDefaultOrEmpty) ? default : [.. blocks.SelectMany(DigestsOf)]);
    }

    /// <summary>The rows of each iteration in a block of their own, ascending.</summary>
    public IEnumerable<TraceBlock> ByIteration()
    {
        for (int first = 0, end; first < Rows; first = end)
        {
            end = first + 1;
            while (end < Rows && Iterations[end] == Iterations[first])
            {
                end++;
            }

            yield return Slice(first, end);
        }
    }

    /// <summary>The first rows.</summary>
    /// <param name="rows">How many, at most as there are.</param>
    public TraceBlock First(int rows) => Slice(0, rows);

    private TraceBlock Slice(int first, int end) => new(
        Parameters,
        Iterations[first..end],
        Replicates[first..end],
        Vector.Of(Numbers.Values[(first * Width)..(end * Width)]),
        Digests.IsDefaultOrEmpty ? default : Digests[first..end]);

    private static IEnumerable<ulong> DigestsOf(TraceBlock block) => block.Digests.IsDefaultOrEmpty ? Enumerable.Repeat(0UL, block.Rows) : block.Digests;
}

using System.Collections.Immutable;

namespace DiffMH.Engine.Designs;

/// <summary>Lists the combinations of a design.</summary>
internal static class PointOrder
{
    /// <summary>The combinations in the order in which their points are listed.</summary>
    /// <param name="order">The order.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="seed">The sweep's seed, which names the permutation.</param>
    public static ImmutableArray<int> Of(DesignOrder order, int count, ulong seed)
    {
        int[] combinations = [.. Enumerable.Range(0, count)];
        if (order == DesignOrder.Shuffled)
        {
            // Durstenfeld's shuffle: all permutations are equally probable.
            var stream = DesignStream.For(seed, "design.order");
            for (var i = count - 1; i > 0; i--)
            {
                var other = stream.NextIndex(i + 1);
                (combinations[i], combinations[other]) = (combinations[other], combinations[i]);
            }
        }

        return [.. combinations];
    }
}

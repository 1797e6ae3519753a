using DiffMH.Tests.Support;

namespace DiffMH.Tests.Chaos;

/// <summary>Whom to kill next: of each four times, in any order, twice any silo, once one that has an aggregator, and once two at once.</summary>
/// <param name="number">Which schedule.</param>
/// <param name="silos">How many silos there are, at least two.</param>
internal sealed class KillSchedule(int number, int silos)
{
    private RandomStream stream = TestSeed.Open("kills of silos", number);
    private readonly List<int> kinds = [];

    /// <summary>The next strike.</summary>
    /// <returns>Whether it is at an aggregator's silo, and the silos to kill where that is not known or not asked for.</returns>
    public (bool AtAggregator, int[] Victims) Next()
    {
        if (kinds.Count == 0)
        {
            kinds.AddRange([0, 1, 2, 3]);
        }

        var place = stream.NextIndex(kinds.Count);
        var kind = kinds[place];
        kinds.RemoveAt(place);
        var first = stream.NextIndex(silos);
        var second = (first + 1 + stream.NextIndex(silos - 1)) % silos;
        return kind switch
        {
            0 => (true, [first]),
            1 => (false, [first, second]),
            _ => (false, [first]),
        };
    }
}

namespace DiffMH.Client.Progress.Live;

/// <summary>The objective against the iteration as far as it was seen: a bounded number of readings, evenly thinned as they become more.</summary>
internal sealed class ObjectiveHistory
{
    /// <summary>Two for each letter of a wide chart.</summary>
    private const int Most = 256;

    private readonly SortedList<int, double> readings = [];

    /// <summary>How many readings there are.</summary>
    public int Count => readings.Count;

    /// <summary>The first iteration there is a reading of; null without readings.</summary>
    public int? First => readings.Count == 0 ? null : readings.GetKeyAtIndex(0);

    /// <summary>The last iteration there is a reading of; null without readings.</summary>
    public int? Last => readings.Count == 0 ? null : readings.GetKeyAtIndex(readings.Count - 1);

    /// <summary>The objective at even distances from the first iteration to the last, on straight lines between the readings.</summary>
    public double[] Even()
    {
        if (readings.Count < 2)
        {
            return [.. readings.Values];
        }

        var (first, last) = (readings.GetKeyAtIndex(0), readings.GetKeyAtIndex(readings.Count - 1));
        var even = new double[Math.Min(Most, last - first + 1)];
        var right = 1;
        for (var i = 0; i < even.Length; i++)
        {
            var place = first + ((double)i * (last - first) / (even.Length - 1));
            while (right < readings.Count - 1 && readings.GetKeyAtIndex(right) < place)
            {
                right++;
            }

            var (a, b) = (readings.GetKeyAtIndex(right - 1), readings.GetKeyAtIndex(right));
            var (from, to) = (readings.GetValueAtIndex(right - 1), readings.GetValueAtIndex(right));
            even[i] = from + ((to - from) * (place - a) / (b - a));
        }

        return even;
    }

    /// <summary>Takes a reading. One of an iteration that is known already, or not finite, changes nothing.</summary>
    public void Add(int iteration, double objective)
    {
        if (!double.IsFinite(objective) || !readings.TryAdd(iteration, objective) || readings.Count <= Most)
        {
            return;
        }

        // One stays in each of half as many equal stretches of iterations.
        var (first, length) = (readings.GetKeyAtIndex(0), (readings.GetKeyAtIndex(readings.Count - 1) - readings.GetKeyAtIndex(0)) + 1L);
        for (var i = readings.Count - 2; i > 0; i--)
        {
            if (Stretch(readings.GetKeyAtIndex(i)) == Stretch(readings.GetKeyAtIndex(i - 1)))
            {
                readings.RemoveAt(i);
            }
        }

        long Stretch(int iteration) => (iteration - first) * (Most / 2L) / length;
    }
}

using System.Collections.Immutable;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Results;

/// <summary>Brings the replicates of one point together, component by component: a mean and its error for each, in the memory of one gradient.</summary>
/// <param name="point">The point, with <see cref="EstimatorSettings.EveryComponent"/>.</param>
internal sealed class GradientStudy(PointSpec point)
{
    /// <summary>How many components of each list a summary shows.</summary>
    private const int Shown = 3;

    private ImmutableArray<int> counts = [];
    private double[] means = [];
    private double[] scatters = [];
    private int replicates;
    private int next;

    /// <summary>Whether any replicate has a gradient.</summary>
    public bool IsEmpty => replicates == 0;

    /// <summary>The name of each list or single parameter, and where its components begin and end.</summary>
    public IEnumerable<(string Name, int Start, int End)> Lists
    {
        get
        {
            var start = 0;
            foreach (var (name, count) in DirectionName.Selectors(point.Estimator.Wrt).Zip(counts))
            {
                yield return (name, start, start + count);
                start += count;
            }
        }
    }

    /// <summary>Begins the next replicate; its segments follow in their order.</summary>
    public void Begin() => next = 0;

    /// <summary>Takes a segment of the present replicate (Welford 1962).</summary>
    public void Add(GradientSegment segment)
    {
        if (next == 0)
        {
            counts = segment.Counts;
            Array.Resize(ref means, counts.Sum());
            Array.Resize(ref scatters, means.Length);
            replicates++;
        }

        foreach (var value in segment.Values.Values)
        {
            var difference = value - means[next];
            means[next] += difference / replicates;
            scatters[next] += difference * (value - means[next]);
            next++;
        }
    }

    /// <summary>A component's mean over replicates and its standard error, NaN from one replicate.</summary>
    public ValueSummary this[int component] => new(means[component], replicates < 2 ? double.NaN : Math.Sqrt(scatters[component] / (replicates - 1) / replicates));

    /// <summary>What a summary says of the components of each list; null where there is nothing to say.</summary>
    public OrderedDictionary<string, ComponentsSummary>? Summary() =>
        IsEmpty ? null : new(Lists.Where(list => list.End - list.Start > 1).Select(list => KeyValuePair.Create(list.Name, Summary(list.Start, list.End))));

    private ComponentsSummary Summary(int start, int end)
    {
        var (squares, variances) = (0.0, 0.0);
        for (var i = start; i < end; i++)
        {
            var (value, error) = this[i];
            squares += value * value;
            variances += error * error;
        }

        var count = end - start;
        return new(count, Math.Sqrt(squares / count), Math.Sqrt(variances / count), [.. Enumerable.Range(start, Math.Min(Shown, count)).Select(i => this[i])]);
    }
}

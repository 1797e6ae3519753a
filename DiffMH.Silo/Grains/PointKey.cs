using System.Globalization;

namespace DiffMH.Silo.Grains;

/// <summary>The keys of a point's grains.</summary>
internal static class PointKey
{
    /// <summary>Of the aggregator: <c>sweep id/point index</c>.</summary>
    public static string Aggregator(string sweep, int point) => string.Create(CultureInfo.InvariantCulture, $"{sweep}/{point}");

    /// <summary>Of a chain batch: <c>plugin hash|sweep id/point index/slot</c>; where the coupling is another plugin's, with its hash after a comma.</summary>
    public static string ChainBatch(PointSpec point, string aggregator, int slot) => string.Create(CultureInfo.InvariantCulture, $"{NeededPlugins.Write(point)}|{aggregator}/{slot}");

    /// <summary>The plugin hashes in a chain batch's key, as one word.</summary>
    public static string Plugins(string chainBatch) => chainBatch[..chainBatch.IndexOf('|', StringComparison.Ordinal)];

    /// <summary>The aggregator's key in a chain batch's.</summary>
    public static string AggregatorOf(string chainBatch) => chainBatch[(chainBatch.IndexOf('|', StringComparison.Ordinal) + 1)..chainBatch.LastIndexOf('/')];

    /// <summary>The sweep's id in an aggregator's key.</summary>
    public static string Sweep(string aggregator) => aggregator[..aggregator.LastIndexOf('/')];

    /// <summary>The point index in an aggregator's key.</summary>
    public static int Point(string aggregator) => int.Parse(aggregator.AsSpan(aggregator.LastIndexOf('/') + 1), CultureInfo.InvariantCulture);

    /// <summary>Point index and slot in a chain batch's key.</summary>
    public static (int Point, int Slot) PointAndSlot(string chainBatch)
    {
        var slash = chainBatch.LastIndexOf('/');
        return (Point(chainBatch[..slash]), int.Parse(chainBatch.AsSpan(slash + 1), CultureInfo.InvariantCulture));
    }
}

using System.Runtime.InteropServices;

namespace DiffMH.Client.Progress;

/// <summary>Measures how fast a sweep goes from how far it was when, and says how long it will take.</summary>
/// <remarks>
/// The recent time, the last half or the last 20 seconds, is cut into k = 8 blocks of one length, each with a rate. What is left takes m
/// such blocks, whose rates are unknown but scatter like the known ones: var(left) / left² = sd² / mean² · (1/k + 1/m). Rates of blocks
/// are taken as independent, so a pace that changes slowly and for long is not foreseen.
/// </remarks>
public sealed class PaceMeter
{
    private const int Blocks = 8;
    private const int MostSamples = 512;
    private const double Recent = 20;

    private readonly List<(double Seconds, double Share)> samples = [];
    private double spacing;

    /// <summary>Takes a reading.</summary>
    /// <param name="elapsed">Time at work in this process, never less than before.</param>
    /// <param name="share">Share done, 0 … 1.</param>
    public Pace Take(TimeSpan elapsed, double share)
    {
        Keep(elapsed.TotalSeconds, share);
        var (first, now) = (samples[0].Seconds, samples[^1].Seconds);
        var begin = Math.Max(first, now - Math.Max(Recent, (now - first) / 2));
        var rate = (share - At(begin)) / (now - begin);
        if (!(rate > 0))
        {
            return new(elapsed, Left: null);
        }

        var left = (1 - share) / rate;
        return new(elapsed, Span(left), Error(begin, now, left));
    }

    private static TimeSpan Span(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.MaxValue.TotalSeconds / 2));

    private TimeSpan? Error(double begin, double now, double left)
    {
        if (samples.Count <= 2 * Blocks)
        {
            return null;
        }

        var length = (now - begin) / Blocks;
        var rates = new double[Blocks];
        for (var i = 0; i < Blocks; i++)
        {
            rates[i] = (At(begin + ((i + 1) * length)) - At(begin + (i * length))) / length;
        }

        var mean = rates.Average();
        var variance = rates.Sum(rate => (rate - mean) * (rate - mean)) / (Blocks - 1);
        var ahead = Math.Max(1, left / length);
        return Span(left * Math.Sqrt(variance * ((1.0 / Blocks) + (1 / ahead))) / mean);
    }

    /// <summary>The share at a time, on straight lines between the readings.</summary>
    private double At(double seconds)
    {
        var next = CollectionsMarshal.AsSpan(samples).BinarySearch(new Time(seconds));
        next = next < 0 ? ~next : next;
        if (next == 0 || next >= samples.Count)
        {
            return samples[Math.Min(next, samples.Count - 1)].Share;
        }

        var (a, b) = (samples[next - 1], samples[next]);
        return a.Share + ((b.Share - a.Share) * (seconds - a.Seconds) / (b.Seconds - a.Seconds));
    }

    private void Keep(double seconds, double share)
    {
        if (samples.Count > 1 && seconds - samples[^2].Seconds < spacing)
        {
            samples[^1] = (seconds, share);   // the last reading moves along until it is far enough from the one before
            return;
        }

        if (samples.Count == MostSamples)
        {
            // Every other goes and those to come stand as far apart, so that any length of time fits, evenly.
            var index = 0;
            samples.RemoveAll(_ => (index++ & 1) == 1);
            spacing = (samples[^1].Seconds - samples[0].Seconds) / (samples.Count - 1);
        }

        samples.Add((seconds, share));
    }

    private readonly struct Time(double seconds) : IComparable<(double Seconds, double Share)>
    {
        public int CompareTo((double Seconds, double Share) other) => seconds.CompareTo(other.Seconds);
    }
}

using System.Text;
using OpenTelemetry.Metrics;

namespace DiffMH.Silo.Telemetry;

/// <summary>Names of instruments and attributes as Prometheus has them, by the rules of OpenTelemetry's compatibility specification.</summary>
internal static class PrometheusName
{
    /// <summary>The name of a metric: with its unit in words, and <c>_total</c> where it only grows.</summary>
    public static string Of(Metric metric)
    {
        var name = Letters(metric.Name);
        if (UnitOf(metric) is { } unit && !name.EndsWith($"_{unit}", StringComparison.Ordinal))
        {
            name = $"{name}_{unit}";
        }

        return IsCounter(metric) && !name.EndsWith("_total", StringComparison.Ordinal) ? $"{name}_total" : name;
    }

    /// <summary>The word behind <c># TYPE</c>.</summary>
    public static string TypeOf(Metric metric) => metric.MetricType switch
    {
        _ when IsCounter(metric) => "counter",
        MetricType.Histogram => "histogram",
        _ => "gauge",
    };

    /// <summary>A name of letters, digits and single underscores.</summary>
    public static string Letters(string text)
    {
        var name = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                name.Append(name.Length == 0 && char.IsAsciiDigit(letter) ? "_" : "").Append(letter);
            }
            else if (name.Length == 0 || name[^1] != '_')
            {
                name.Append('_');
            }
        }

        return name.ToString().TrimEnd('_');
    }

    private static bool IsCounter(Metric metric) => metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;

    private static string? UnitOf(Metric metric) => metric.Unit switch
    {
        "s" => "seconds",
        "ms" => "milliseconds",
        "us" => "microseconds",
        "ns" => "nanoseconds",
        "By" or "bytes" => "bytes",
        "MB" => "megabytes",
        "1" when metric.MetricType is MetricType.LongGauge or MetricType.DoubleGauge => "ratio",
        _ => null,   // {lane} and its like say what is counted, which the name does
    };
}

using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace DiffMH.Silo.Telemetry;

/// <summary>Writes metrics in the text format of Prometheus, version 0.0.4.</summary>
/// <remarks>
/// OpenTelemetry's own writer comes with a server: one needs the framework of ASP.NET on every machine with a client, the other a second
/// port, and neither asks for a token. Collecting, adding up and bounding the number of series is OpenTelemetry's here as well.
/// </remarks>
internal sealed class PrometheusText : BaseExporter<Metric>
{
    /// <summary>The format, as an HTTP header names it.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder text = new();

    /// <summary>What was last exported.</summary>
    public string Page { get; private set; } = "";

    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Metric> batch)
    {
        text.Clear();
        WriteTarget();
        var written = new HashSet<string>(StringComparer.Ordinal) { "target_info" };
        foreach (var metric in batch)
        {
            var name = PrometheusName.Of(metric);
            if (metric.MetricType != MetricType.ExponentialHistogram && written.Add(name))   // a name that comes again would make the whole page invalid
            {
                Write(metric, name);
            }
        }

        Page = text.ToString();
        return ExportResult.Success;
    }

    private void WriteTarget()
    {
        text.Append("# TYPE target_info gauge\ntarget_info");
        AppendLabels(ParentProvider.GetResource().Attributes.Select(attribute => KeyValuePair.Create(attribute.Key, (object?)attribute.Value)), bound: null);
        text.Append(" 1\n");
    }

    private void Write(Metric metric, string name)
    {
        if (metric.Description.Length > 0)
        {
            text.Append("# HELP ").Append(name).Append(' ').Append(metric.Description.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal)).Append('\n');
        }

        text.Append("# TYPE ").Append(name).Append(' ').Append(PrometheusName.TypeOf(metric)).Append('\n');
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = LabelsOf(point);
            if (metric.MetricType == MetricType.Histogram)
            {
                WriteHistogram(name, labels, point);
            }
            else
            {
                Write(name, labels, bound: null, ValueOf(metric.MetricType, point));
            }
        }
    }

    private void WriteHistogram(string name, KeyValuePair<string, object?>[] labels, in MetricPoint point)
    {
        var atMost = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            atMost += bucket.BucketCount;
            Write($"{name}_bucket", labels, Number(bucket.ExplicitBound), atMost);
        }

        Write($"{name}_sum", labels, bound: null, point.GetHistogramSum());
        Write($"{name}_count", labels, bound: null, point.GetHistogramCount());
    }

    private void Write(string name, KeyValuePair<string, object?>[] labels, string? bound, double value)
    {
        text.Append(name);
        AppendLabels(labels, bound);
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private void AppendLabels(IEnumerable<KeyValuePair<string, object?>> labels, string? bound)
    {
        var pairs = labels
            .GroupBy(label => PrometheusName.Letters(label.Key), StringComparer.Ordinal)
            .Select(same => $"{same.Key}=\"{Escape(string.Join(';', same.Select(label => Convert.ToString(label.Value, CultureInfo.InvariantCulture))))}\"");
        var all = string.Join(',', bound is null ? pairs : pairs.Append($"le=\"{bound}\""));
        text.Append(all.Length == 0 ? "" : $"{{{all}}}");
    }

    private static KeyValuePair<string, object?>[] LabelsOf(in MetricPoint point)
    {
        var labels = new List<KeyValuePair<string, object?>>(point.Tags.Count);
        foreach (var tag in point.Tags)
        {
            labels.Add(tag);
        }

        return [.. labels];
    }

    private static double ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };

    private static string Escape(string value) =>
        value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);
}

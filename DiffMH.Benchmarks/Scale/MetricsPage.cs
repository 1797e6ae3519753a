using System.Globalization;

namespace DiffMH.Benchmarks.Scale;

/// <summary>The numbers of a silo's page <c>/metrics</c>.</summary>
/// <param name="text">The page, in the text format of Prometheus.</param>
internal sealed class MetricsPage(string text)
{
    private readonly (string Name, double Value)[] samples = [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(Read)];

    /// <summary>The sum of a metric over its labels; 0 where there is none.</summary>
    public double Sum(string metric) => samples.Where(sample => sample.Name == metric).Sum(sample => sample.Value);

    private static (string Name, double Value) Read(string line)
    {
        var name = line[..line.AsSpan().IndexOfAny('{', ' ')];
        return (name, double.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), NumberStyles.Float, CultureInfo.InvariantCulture));
    }
}

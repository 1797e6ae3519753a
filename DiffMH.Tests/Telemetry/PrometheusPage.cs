using System.Globalization;
using System.Text.RegularExpressions;

namespace DiffMH.Tests.Telemetry;

/// <summary>A page in the text format of Prometheus, read as strictly as the format is written down: whatever is not in it fails.</summary>
internal sealed partial class PrometheusPage
{
    private readonly Dictionary<string, string> types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> series = new(StringComparer.Ordinal);

    /// <summary>The type of each metric by its name.</summary>
    public IReadOnlyDictionary<string, string> Types => types;

    /// <summary>Reads a page.</summary>
    public static PrometheusPage Parse(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        var page = new PrometheusPage();
        var family = "";
        foreach (var line in text[..^1].Split('\n'))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                var match = TypeLine().Match(line);
                Assert.True(match.Success, line);
                family = match.Groups["name"].Value;
                Assert.True(page.types.TryAdd(family, match.Groups["type"].Value), $"a second type of {family}");
            }
            else if (line.StartsWith('#'))
            {
                Assert.Matches(HelpLine(), line);
            }
            else
            {
                page.Add(line, family);
            }
        }

        page.RequireWholeHistograms();
        return page;
    }

    /// <summary>The sum of all series of a name.</summary>
    public double Sum(string name)
    {
        var found = series.Where(entry => entry.Key == name || entry.Key.StartsWith(name + "{", StringComparison.Ordinal)).ToArray();
        Assert.True(found.Length > 0, $"no series of {name}; there are {string.Join(", ", types.Keys)}");
        return found.Sum(entry => entry.Value);
    }

    private void Add(string line, string family)
    {
        var match = SampleLine().Match(line);
        Assert.True(match.Success, $"not a sample: {line}");
        var name = match.Groups["name"].Value;
        string[] names = types[family] == "histogram" ? [$"{family}_bucket", $"{family}_sum", $"{family}_count"] : [family];
        Assert.Contains(name, names);
        Assert.Equal(types[family] == "counter", name.EndsWith("_total", StringComparison.Ordinal));
        var labels = match.Groups["label"].Captures.Select(label => label.Value).ToArray();
        Assert.Equal(labels.Length, labels.Distinct(StringComparer.Ordinal).Count());
        var value = match.Groups["value"].Value == "+Inf" ? double.PositiveInfinity : double.Parse(match.Groups["value"].Value, NumberStyles.Float, CultureInfo.InvariantCulture);
        Assert.True(types[family] != "counter" || value >= 0, line);
        Assert.True(series.TryAdd(line[..line.LastIndexOf(' ')], value), $"twice: {line}");
    }

    /// <summary>Each histogram's buckets grow with their bounds, up to one for everything that has the count.</summary>
    private void RequireWholeHistograms()
    {
        foreach (var family in types.Where(type => type.Value == "histogram").Select(type => type.Key))
        {
            var buckets = series.Where(entry => entry.Key.StartsWith($"{family}_bucket{{", StringComparison.Ordinal)).GroupBy(entry => Bound().Replace(entry.Key, ""), StringComparer.Ordinal);
            foreach (var histogram in buckets)
            {
                var counts = histogram.Select(entry => (Bound: Limit(Bound().Match(entry.Key).Groups["bound"].Value), entry.Value)).ToArray();
                Assert.Equal(counts.OrderBy(count => count.Bound), counts);
                Assert.Equal(counts.Select(count => count.Value).Order(), counts.Select(count => count.Value));
                Assert.Equal(double.PositiveInfinity, counts[^1].Bound);
                var count = histogram.Key.Replace($"{family}_bucket", $"{family}_count", StringComparison.Ordinal).Replace("{}", "", StringComparison.Ordinal);
                Assert.Equal(series[count], counts[^1].Value);
            }
        }
    }

    private static double Limit(string text) => text == "+Inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^# HELP [a-zA-Z_:][a-zA-Z0-9_:]* ([^\\]|\\\\|\\n)+$")]
    private static partial Regex HelpLine();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{((?<label>[a-zA-Z_][a-zA-Z0-9_]*)="([^"\\]|\\\\|\\"|\\n)*"(,(?!\})|(?=\})))+\})? (?<value>-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?|[+-]Inf|NaN)$""")]
    private static partial Regex SampleLine();

    [GeneratedRegex(""",?le="(?<bound>[^"]*)"$|,?le="(?<bound>[^"]*)"(?=\})""")]
    private static partial Regex Bound();
}

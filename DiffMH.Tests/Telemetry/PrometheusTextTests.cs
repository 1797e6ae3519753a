using System.Diagnostics.Metrics;
using DiffMH.Silo.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace DiffMH.Tests.Telemetry;

/// <summary>Instruments as a page of Prometheus, against pages written by hand.</summary>
public sealed class PrometheusTextTests : IDisposable
{
    private readonly Meter meter = new(nameof(PrometheusTextTests));

    public void Dispose() => meter.Dispose();

    [Fact]
    public void Each_kind_of_instrument_is_written_with_its_unit_in_its_name() => Assert.Equal(
        """
        # HELP things_total How many things.
        # TYPE things_total counter
        things_total 5
        # TYPE work_time_seconds_total counter
        work_time_seconds_total 1.5
        # TYPE room_bytes gauge
        room_bytes -2
        # TYPE share_ratio gauge
        share_ratio 0.25
        # TYPE waits_milliseconds histogram
        waits_milliseconds_bucket{le="1"} 1
        waits_milliseconds_bucket{le="10"} 3
        waits_milliseconds_bucket{le="+Inf"} 4
        waits_milliseconds_sum 1011.5
        waits_milliseconds_count 4
        """,
        Scrape(() =>
        {
            meter.CreateCounter<long>("things", "{thing}", "How many things.").Add(5);
            meter.CreateObservableCounter("work.time", () => 1.5, "s");
            meter.CreateUpDownCounter<int>("room", "By").Add(-2);
            meter.CreateObservableGauge("share", () => 0.25, "1");
            var waits = meter.CreateHistogram("waits", "ms", description: null, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 10] });
            foreach (var wait in new[] { 0.5, 5, 6, 1000 })
            {
                waits.Record(wait);
            }
        }));

    [Fact]
    public void Labels_are_escaped_and_those_of_one_name_are_joined() => Assert.Equal(
        """
        # TYPE odd_total counter
        odd_total{_9="x\\y\"z\nw",a_b="2;1"} 1
        """,
        Scrape(() => meter.CreateCounter<int>("odd").Add(1, new("a.b", 1), new("9", "x\\y\"z\nw"), new("a-b", 2))));

    [Fact]
    public void A_name_that_two_instruments_share_is_written_once() =>
        Assert.Equal(
            """
            # TYPE same_one_total counter
            same_one_total 1
            """,
            Scrape(() =>
            {
                meter.CreateCounter<int>("same.one").Add(1);
                meter.CreateCounter<int>("same-one").Add(2);
            }));

    [Theory]
    [InlineData("a.b-c d", "a_b_c_d")]
    [InlineData("a__b--c", "a_b_c")]
    [InlineData("9lives", "_9lives")]
    [InlineData("end.", "end")]
    public void A_name_has_letters_digits_and_single_underscores(string name, string expected) => Assert.Equal(expected, PrometheusName.Letters(name));

    /// <summary>The page without what is told of the process; it is also read strictly.</summary>
    private string Scrape(Action record)
    {
        var text = new PrometheusText();
        using var reader = new BaseExportingMetricReader(text);
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).AddReader(reader).Build();
        record();
        Assert.True(reader.Collect());
        PrometheusPage.Parse(text.Page);
        return text.Page[(text.Page.IndexOf(" 1\n", StringComparison.Ordinal) + 3)..].TrimEnd();
    }
}

using DiffMH.Silo.Compute;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DiffMH.Silo.Telemetry;

/// <summary>Collects the metrics of this process for whoever scrapes them, and sends metrics and spans to a collector where the environment names one.</summary>
internal sealed class SiloTelemetry : IDisposable
{
    /// <summary>The environment variable, one of OpenTelemetry's own, with the address of a collector. Further ones, as <c>OTEL_TRACES_SAMPLER</c>, are heeded as well.</summary>
    public const string CollectorVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>What is told of: our own counts, those of Orleans, and the memory and threads of the process.</summary>
    private static readonly string[] Meters = [SiloMeter.Name, "Microsoft.Orleans", "System.Runtime"];

    private static readonly string[] Sources = [SiloMeter.Name, "Microsoft.Orleans.*"];

    private readonly Lock gate = new();
    private readonly PrometheusText text = new();
    private readonly BaseExportingMetricReader reader;
    private readonly MeterProvider metrics;
    private readonly TracerProvider? spans;

    private SiloTelemetry(string silo, string version, bool hasCollector)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("diffmh", serviceVersion: version, serviceInstanceId: silo);
        reader = new(text);
        var meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddReader(reader);
        metrics = (hasCollector ? meters.AddOtlpExporter() : meters).Build();
        spans = hasCollector ? Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter().Build() : null;
    }

    /// <summary>The metrics as they are now, in the text format of Prometheus.</summary>
    public string Scrape()
    {
        lock (gate)
        {
            reader.Collect();
            return text.Page;
        }
    }

    /// <summary>Begins to collect. Null where nobody wants to know, which costs nothing.</summary>
    /// <param name="silo">The silo's name.</param>
    /// <param name="version">The version of DiffMH.</param>
    /// <param name="isScraped">Whether <see cref="Scrape"/> will be called.</param>
    public static SiloTelemetry? Open(string silo, string version, bool isScraped)
    {
        var hasCollector = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(CollectorVariable));
        return isScraped || hasCollector ? new(silo, version, hasCollector) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        metrics.Dispose();
        spans?.Dispose();
    }
}

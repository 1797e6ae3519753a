using System.Net;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;

namespace DiffMH.Silo.Telemetry;

/// <summary>How a silo is seen from outside, from before it joins until after it has left: its HTTP endpoint, and what a collector is sent.</summary>
internal sealed class SiloObservation : IDisposable
{
    private SiloTelemetry? telemetry;
    private SiloHealth? health;
    private HttpEndpoint? endpoint;

    private SiloObservation()
    {
    }

    /// <summary>Where the silo answers over HTTP; null where it does not.</summary>
    public IPEndPoint? Http => endpoint?.Endpoint;

    /// <summary>Begins.</summary>
    /// <param name="options">The silo's settings.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The port cannot be had, or the file of the token not be read.</exception>
    /// <exception cref="InvalidDataException">There is no token where one is needed, or it is too short.</exception>
    public static async Task<SiloObservation> Open(ClusterSiloOptions options, string name, CancellationToken cancellationToken)
    {
        var observation = new SiloObservation();
        try
        {
            await observation.Begin(options, name, cancellationToken);
            return observation;
        }
        catch
        {
            observation.Dispose();
            throw;
        }
    }

    /// <summary>Tells it the silo's services, when they are built.</summary>
    public void Follow(IServiceProvider silo)
    {
        if (health is not null)
        {
            health.Silo = silo;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        endpoint?.Dispose();
        health?.Dispose();
        telemetry?.Dispose();
    }

    private async Task Begin(ClusterSiloOptions options, string name, CancellationToken cancellationToken)
    {
        telemetry = SiloTelemetry.Open(name, SiloReporter.Version, isScraped: options.Http is not null);
        if (options.Http is { } http)
        {
            var token = Token(http);
            health = new(ClusterStore.OpenMembers(options.Store), TimeProvider.System);
            endpoint = await HttpEndpoint.Open(http, new(health, telemetry!.Scrape, token), cancellationToken);
        }
    }

    private static BearerToken? Token(HttpOptions http) => http switch
    {
        { Problem: { } problem } => throw new InvalidDataException($"{problem}."),
        { TokenFile: { } file } => BearerToken.Read(file),
        _ => null,
    };
}

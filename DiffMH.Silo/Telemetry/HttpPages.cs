using System.Net;
using System.Text.Json;

namespace DiffMH.Silo.Telemetry;

/// <summary>What a silo answers over HTTP: <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>. Nothing that is asked changes anything.</summary>
/// <param name="health">How the silo is.</param>
/// <param name="scrape">Gives the metrics.</param>
/// <param name="token">What metrics and reasons are told for; null where they are told to everybody.</param>
internal sealed class HttpPages(SiloHealth health, Func<string> scrape, BearerToken? token)
{
    /// <summary>Answers a request.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="path">Its path.</param>
    /// <param name="authorization">Its header of that name; null where it has none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<HttpAnswer> Answer(string method, string path, string? authorization, CancellationToken cancellationToken)
    {
        var mayKnow = token is null || token.IsIn(authorization);
        return (method, path) switch
        {
            (not ("GET" or "HEAD"), _) => HttpAnswer.Text(HttpStatusCode.MethodNotAllowed, "only GET and HEAD are answered"),
            (_, "/health/live") => Health(health.IsAlive, "live", "dead", []),
            (_, "/health/ready") => Ready(await health.Look(cancellationToken), mayKnow),
            (_, "/metrics") when !mayKnow => HttpAnswer.Text(HttpStatusCode.Unauthorized, "metrics need the header 'Authorization: Bearer TOKEN' with the token of this silo's --http-token-file"),
            (_, "/metrics") => new(HttpStatusCode.OK, PrometheusText.ContentType, scrape()),
            _ => HttpAnswer.Text(HttpStatusCode.NotFound, "there are /health/live, /health/ready and /metrics"),
        };
    }

    /// <summary>Whether it is ready is told to everybody, as those ask who can keep no secret; why not is told with addresses and paths.</summary>
    private static HttpAnswer Ready(IReadOnlyList<HealthCheck> checks, bool mayKnow) =>
        Health(checks.All(check => check.Problem is null), "ready", "not ready", mayKnow ? checks : []);

    private static HttpAnswer Health(bool isWell, string well, string unwell, IReadOnlyList<HealthCheck> checks)
    {
        var words = checks.ToDictionary(check => check.Name, check => check.Problem ?? "ok", StringComparer.Ordinal);
        var document = new Dictionary<string, object>(StringComparer.Ordinal) { ["status"] = isWell ? well : unwell };
        if (words.Count > 0)
        {
            document["checks"] = words;
        }

        return new(isWell ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, "application/json", JsonSerializer.Serialize(document) + "\n");
    }
}

using System.Net;

namespace DiffMH.Silo.Telemetry;

/// <summary>What is answered to a request.</summary>
/// <param name="Status">How it went.</param>
/// <param name="ContentType">What the body is.</param>
/// <param name="Body">The body.</param>
internal sealed record HttpAnswer(HttpStatusCode Status, string ContentType, string Body)
{
    /// <summary>A sentence for people.</summary>
    public static HttpAnswer Text(HttpStatusCode status, string sentence) => new(status, "text/plain; charset=utf-8", sentence + "\n");
}

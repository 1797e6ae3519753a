using System.Net;
using System.Net.Sockets;
using System.Text;
using DiffMH.Silo.Hosting;

namespace DiffMH.Silo.Telemetry;

/// <summary>The port at which a silo answers over HTTP.</summary>
/// <remarks>Three small pages need no web framework: that of ASP.NET would have to be on every machine with a client, and be loaded by every command.</remarks>
internal sealed class HttpEndpoint : IDisposable
{
    /// <summary>How many requests are answered at once; others wait.</summary>
    private const int AtOnce = 8;

    /// <summary>How long an answer may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpListener listener = new() { IgnoreWriteExceptions = true };
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim places = new(AtOnce);
    private readonly HttpPages pages;
    private readonly PortLease lease;

    private HttpEndpoint(HttpOptions options, HttpPages pages, PortLease lease)
    {
        (this.pages, this.lease) = (pages, lease);
        Endpoint = new(options.Address, lease.Port);
        foreach (var name in Names(options.Address))
        {
            listener.Prefixes.Add($"http://{name}:{lease.Port}/");
        }
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="IOException">The port cannot be had.</exception>
    public static async Task<HttpEndpoint> Open(HttpOptions options, HttpPages pages, CancellationToken cancellationToken)
    {
        var endpoint = new HttpEndpoint(options, pages, await PortLease.Take(options.Address, options.Port, HttpOptions.FirstPort, cancellationToken));
        try
        {
            endpoint.listener.Start();
            endpoint.Answer().Ignore();
            return endpoint;
        }
        catch (Exception exception) when (exception is HttpListenerException or SocketException)
        {
            endpoint.Dispose();
            throw new IOException($"Cannot answer over HTTP at {endpoint.Endpoint}: {exception.Message}. Give --http another port, or an address of this machine.", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        listener.Close();
        lease.Dispose();
    }

    /// <summary>
    /// The names by which it may be called: others, as a page in a browser could send by a host of its own that leads to this machine, are
    /// not answered. At all addresses of a machine any name is right.
    /// </summary>
    private static string[] Names(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? ["*"]
        : IPAddress.IsLoopback(address) ? [Text(address), "localhost"]
        : [Text(address)];

    private static string Text(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : $"{address}";

    private async Task Answer()
    {
        while (listener.IsListening)
        {
            await places.WaitAsync(stop.Token);
            try
            {
                var context = await listener.GetContextAsync();
                _ = Task.Run(() => Answer(context));
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The listener was closed, or a connection was lost before its request was whole.
                places.Release();
            }
        }
    }

    private async Task Answer(HttpListenerContext context)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            patience.CancelAfter(Patience);
            var request = context.Request;
            var answer = await pages.Answer(request.HttpMethod, request.Url?.AbsolutePath ?? "", request.Headers["Authorization"], patience.Token);
            var body = Encoding.UTF8.GetBytes(answer.Body);
            using var response = context.Response;
            (response.StatusCode, response.ContentType, response.ContentLength64) = ((int)answer.Status, answer.ContentType, body.Length);
            response.Headers["Cache-Control"] = "no-store";
            await response.OutputStream.WriteAsync(request.HttpMethod == "HEAD" ? default : body.AsMemory(), patience.Token);
        }
        catch (Exception)
        {
            context.Response.Abort();   // whoever asked has left or waited too long; and nobody's question may leave a connection open
        }
        finally
        {
            places.Release();
        }
    }
}

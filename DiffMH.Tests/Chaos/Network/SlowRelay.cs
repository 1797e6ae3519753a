using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace DiffMH.Tests.Chaos.Network;

/// <summary>Carries connections to an address, and what is sent through them, late.</summary>
internal sealed class SlowRelay : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly IPEndPoint to;
    private readonly TimeSpan delay;
    private readonly CancellationTokenSource end = new();
    private readonly Task accepting;

    /// <summary>Starts one.</summary>
    /// <param name="at">The address it listens on, at a port of its own choice.</param>
    /// <param name="to">Where connections go.</param>
    /// <param name="delay">How much later each byte arrives, in both directions.</param>
    public SlowRelay(IPAddress at, IPEndPoint to, TimeSpan delay)
    {
        (this.to, this.delay, listener) = (to, delay, new(at, 0));
        listener.Start();
        accepting = Accept();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint => (IPEndPoint)listener.LocalEndpoint;

    /// <summary>How many connections it has carried.</summary>
    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
    }

    private async Task Accept()
    {
        while (!end.IsCancellationRequested)
        {
            var from = await listener.AcceptTcpClientAsync(end.Token);
            Connections++;
            _ = Task.Run(() => Carry(from), end.Token);
        }
    }

    private async Task Carry(TcpClient from)
    {
        using var caller = from;
        using var called = new TcpClient { NoDelay = true };
        caller.NoDelay = true;
        try
        {
            await called.ConnectAsync(to, end.Token);
            await Task.WhenAny(Pump(caller.GetStream(), called.GetStream()), Pump(called.GetStream(), caller.GetStream()));   // one end is the end of both
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // Nobody is there, or the test is over: the caller sees its connection end.
        }
    }

    private async Task Pump(NetworkStream source, NetworkStream target)
    {
        var late = Channel.CreateUnbounded<(byte[] Bytes, long At)>();
        var sending = Send(late.Reader, target);
        var buffer = new byte[1 << 16];
        try
        {
            while (await source.ReadAsync(buffer, end.Token) is > 0 and var count)
            {
                late.Writer.TryWrite((buffer[..count], TimeProvider.System.GetTimestamp()));
            }
        }
        finally
        {
            late.Writer.Complete();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Send(ChannelReader<(byte[] Bytes, long At)> late, NetworkStream target)
    {
        await foreach (var (bytes, at) in late.ReadAllAsync(end.Token))
        {
            if (delay - TimeProvider.System.GetElapsedTime(at) is var rest && rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, end.Token);
            }

            await target.WriteAsync(bytes, end.Token);
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace DiffMH.Silo.Hosting;

/// <summary>A port of this machine that no other silo of this user takes while the lease is held, which ends with the process at the latest.</summary>
/// <remarks>
/// That nobody listens yet is not enough: Orleans lets several processes listen on one port, so two silos that start at once would
/// share it, and be one silo to everybody else.
/// </remarks>
internal sealed class PortLease : IDisposable
{
    private const int Tries = 1000;

    private readonly DataFolderLock held;

    private PortLease(int port, DataFolderLock held) => (Port, this.held) = (port, held);

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>Takes a port, or the first free one from a number on.</summary>
    /// <param name="address">The address to listen on.</param>
    /// <param name="port">The port; null for the first free one.</param>
    /// <param name="first">Where to begin then.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The port, or all of a thousand, are in use.</exception>
    public static async Task<PortLease> Take(IPAddress address, int? port, int first, CancellationToken cancellationToken)
    {
        RequireOfThisMachine(address);
        var last = port ?? first + Tries - 1;
        for (var candidate = port ?? first; candidate <= last; candidate++)
        {
            if (await TryTake(address, candidate, cancellationToken) is { } lease)
            {
                return lease;
            }
        }

        throw new IOException(port is null
            ? $"All ports of {address} from {first} to {last} are in use. Give one that is free."
            : $"Port {port} of {address} is in use. Give another, or none for the first that is free.");
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();

    private static void RequireOfThisMachine(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, 0));
        }
        catch (SocketException exception)
        {
            throw new IOException($"Cannot listen on {address}: {exception.Message}. Give an address of this machine.", exception);
        }
    }

    private static async Task<PortLease?> TryTake(IPAddress address, int port, CancellationToken cancellationToken)
    {
        DataFolderLock taken;
        try
        {
            taken = DataFolderLock.Take(Path.Combine(Path.GetTempPath(), $"diffmh-ports-{Environment.UserName}", $"{port}"));
        }
        catch (IOException)
        {
            return null;   // another silo has it
        }

        // Not by listening on it: what connections to a silo that has just ended leave behind would forbid it for a minute.
        if (await Listening.At(new(address, port), cancellationToken) != true)
        {
            return new(port, taken);
        }

        taken.Dispose();
        return null;
    }
}

using System.Net;
using DiffMH.Silo.Hosting;

namespace DiffMH.Tests.Stores;

/// <summary>A database of a Redis server of this test's own; skips the test where none is installed.</summary>
/// <param name="address">Where the server listens; null for the loopback address.</param>
public sealed class RedisTestStore(IPAddress? address = null) : TestStore
{
    private int databases;

    /// <summary>The server.</summary>
    internal RedisProcess Server { get; } = RedisProcess.Start(address ?? IPAddress.Loopback);

    /// <inheritdoc/>
    public override StoreAddress Address => Of(0);

    /// <inheritdoc/>
    public override string Reason =>
        $"The Redis server {Address} has no memory left (OOM command not allowed). Raise its maxmemory or free some: what was committed is kept, and work goes on from there.";

    /// <inheritdoc/>
    public override IDisposable Block()
    {
        Server.Execute("CONFIG", "SET", "maxmemory", "1");
        return new Freed(Server);
    }

    /// <inheritdoc/>
    public override void Spoil() => Server.Execute("SET", "somebody", "else");

    /// <inheritdoc/>
    public override StoreAddress Another(string name) => Of(++databases);

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing) => Server.Dispose();

    private StoreAddress Of(int database) => StoreAddress.Of(Server.Address with { Database = database });

    private sealed class Freed(RedisProcess server) : IDisposable
    {
        public void Dispose() => server.Execute("CONFIG", "SET", "maxmemory", "0");
    }
}

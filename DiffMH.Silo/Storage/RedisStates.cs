using DiffMH.Silo.Hosting;

namespace DiffMH.Silo.Storage;

/// <summary>The states of grains in a Redis database.</summary>
internal sealed class RedisStates : IStoredStates
{
    private readonly RedisServer server;

    private RedisStates(RedisServer server) => this.server = server;

    /// <summary>Opens a store for reading alone.</summary>
    /// <exception cref="FileNotFoundException">There is no store.</exception>
    /// <exception cref="InvalidDataException">The database is of a newer DiffMH, or not of DiffMH.</exception>
    /// <exception cref="IOException">The server cannot be reached or read.</exception>
    public static RedisStates Open(RedisAddress address)
    {
        var opened = RedisServer.Open(address);
        try
        {
            RedisSchema.Require(opened);
            return new(opened);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public byte[]? Payload(string owner, string name) => server.Use(database => (byte[]?)database.HashGet(RedisSchema.State(owner, name), "data"));

    /// <inheritdoc/>
    public void Dispose() => server.Dispose();
}

using System.Net.Sockets;
using DiffMH.Silo.Hosting;
using StackExchange.Redis;

namespace DiffMH.Silo.Storage;

/// <summary>A connection to a database of a Redis server, for all of a process that uses it. Once made it is made again by itself, at most a second after it can be.</summary>
internal sealed class RedisServer : IDisposable
{
    /// <summary>Twice this, for a command and for one that it waits for, is less than clients wait for an answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan ConnectAgainEvery = TimeSpan.FromSeconds(1);

    private readonly IDatabase database;

    private RedisServer(RedisAddress address, ConnectionMultiplexer connection) =>
        (Address, Connection, database) = (address, connection, connection.GetDatabase());

    /// <summary>Which server.</summary>
    public RedisAddress Address { get; }

    /// <summary>The connection, for Orleans' providers: this disposes it.</summary>
    public ConnectionMultiplexer Connection { get; }

    /// <summary>Connects.</summary>
    /// <exception cref="IOException">The server cannot be reached or refuses; the message says what to do.</exception>
    public static RedisServer Open(RedisAddress address)
    {
        RequireReachable(address);   // known at once, where the library would try for seconds
        try
        {
            return new(address, ConnectionMultiplexer.Connect(Options(address)));
        }
        catch (RedisException exception)
        {
            throw new IOException(RedisProblem.Explain(address, $"{exception}", "it listens, but gives no answer of Redis: is TLS on at one end only?"), exception);
        }
    }

    /// <summary>As Orleans' providers and this ask for a connection.</summary>
    public static ConfigurationOptions Options(RedisAddress address) => new()
    {
        EndPoints = { { address.Host, address.Port } },
        User = address.User,
        Password = address.Password,
        DefaultDatabase = address.Database,
        Ssl = address.IsEncrypted,
        ClientName = ClusterIdentity.Name,
        ConnectRetry = 1,
        ConnectTimeout = (int)Patience.TotalMilliseconds,
        AsyncTimeout = (int)Patience.TotalMilliseconds,
        SyncTimeout = (int)Patience.TotalMilliseconds,
        ReconnectRetryPolicy = new LinearRetry((int)ConnectAgainEvery.TotalMilliseconds),
        BacklogPolicy = BacklogPolicy.FailFast,   // while there is no connection, commands fail at once: whoever sent them waits and says so
        ConfigurationChannel = "",   // the address is the server; none is asked for another
        TieBreaker = "",
        IncludeDetailInExceptions = false,
    };

    /// <summary>Uses the database.</summary>
    /// <exception cref="IOException">It cannot be; the message says why and what to do.</exception>
    public T Use<T>(Func<IDatabase, T> action)
    {
        try
        {
            return action(database);
        }
        catch (Exception exception) when (RedisProblem.IsOfServer(exception.ToString()))
        {
            throw new IOException(RedisProblem.Explain(Address, $"{exception}"), exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Connection.Dispose();

    private static void RequireReachable(RedisAddress address)
    {
        try
        {
            using var socket = new TcpClient();
            using var patience = new CancellationTokenSource(Patience);
            socket.ConnectAsync(address.Host, address.Port, patience.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            var found = exception is SocketException ? exception.Message : $"no answer within {Patience.TotalSeconds:0} s";
            throw new IOException(RedisProblem.Unreachable(address, found), exception);
        }
    }
}

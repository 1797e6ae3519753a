using System.Globalization;
using DiffMH.Silo.Hosting;
using Microsoft.Data.Sqlite;

namespace DiffMH.Silo.Storage;

/// <summary>Looks how a store is, and writes nothing.</summary>
public static class StoreProbe
{
    private const int Reads = 9;

    /// <summary>Looks at it.</summary>
    /// <exception cref="FileNotFoundException">There is no such store.</exception>
    /// <exception cref="InvalidDataException">The store is damaged, not ours, or of a newer DiffMH.</exception>
    /// <exception cref="IOException">The store cannot be reached or read.</exception>
    public static Task<StoreFacts> Look(StoreAddress store, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(time);
        return Task.Run(
            () => store switch
            {
                { Redis: { } redis } => Look(redis, time),
                { File: { } path } => Look(path, time),
                _ => throw new ArgumentException("A store in memory is gone with its process.", nameof(store)),
            },
            cancellationToken);
    }

    private static StoreFacts Look(string path, TimeProvider time)
    {
        var start = time.GetTimestamp();
        using var file = SqliteFile.OpenForReading(path);
        var open = time.GetElapsedTime(start);
        var read = Median(time, () => file.Use(connection => connection.Scalar("SELECT value FROM meta WHERE key = 'version'")));
        return new(open, read, Obstacle(path), new DriveInfo(Path.GetFullPath(path)).AvailableFreeSpace, Clock: null, []);
    }

    private static StoreFacts Look(RedisAddress address, TimeProvider time)
    {
        var start = time.GetTimestamp();
        using var server = RedisServer.Open(address);
        var open = time.GetElapsedTime(start);
        if (RedisSchema.Find(server) is null)
        {
            throw new FileNotFoundException($"There is no store '{address}'.", $"{address}");
        }

        var read = Median(time, () => server.Use(database => database.Ping()));
        var clock = server.Use(database => (long[])database.Execute("TIME")!);
        return new(open, read, RedisDurability.Obstacle(server), RedisDurability.FreeBytes(server), DateTime.UnixEpoch.AddSeconds(clock[0]).AddMicroseconds(clock[1]), RedisDurability.Warnings(server));
    }

    private static TimeSpan Median(TimeProvider time, Action read)
    {
        var took = new TimeSpan[Reads];
        for (var i = 0; i < Reads; i++)
        {
            var start = time.GetTimestamp();
            read();
            took[i] = time.GetElapsedTime(start);
        }

        Array.Sort(took);
        return took[Reads / 2];
    }

    /// <summary>Takes the right to write and gives it back.</summary>
    private static string? Obstacle(string path)
    {
        var source = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 4 };
        using var connection = new SqliteConnection(string.Create(CultureInfo.InvariantCulture, $"{source}"));
        try
        {
            connection.Open();
            connection.BeginTransaction(deferred: false).Dispose();
            return null;
        }
        catch (SqliteException exception)
        {
            return exception.SqliteErrorCode == 5
                ? $"'{path}' has been locked for more than 4 s"
                : $"'{path}' cannot be written: {exception.Message}";
        }
    }
}

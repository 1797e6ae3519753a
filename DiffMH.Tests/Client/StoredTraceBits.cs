using DiffMH.Silo.Grains;
using DiffMH.Silo.Grains.Stored;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace DiffMH.Tests.Client;

/// <summary>Changes stored traces behind DiffMH's back, as a faulty disk or somebody with an editor would.</summary>
internal static class StoredTraceBits
{
    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    /// <summary>Flips the last bit of one number in the first chunk of a point's trace.</summary>
    /// <param name="file">The SQLite file; no silo has it open.</param>
    /// <param name="sweep">The sweep's id.</param>
    /// <param name="point">The point.</param>
    /// <param name="number">The number's place in the chunk.</param>
    public static void Flip(string file, string sweep, int point, int number) => Change(file, sweep, point, trace =>
    {
        var numbers = trace.Numbers.Values.ToArray();
        numbers[number] = BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(numbers[number]) ^ 1);
        trace.Numbers = Vector.Wrap(numbers);
    });

    /// <summary>Makes the first chunk of a point's trace one of before there were digests.</summary>
    public static void ForgetDigests(string file, string sweep, int point) => Change(file, sweep, point, trace => trace.Digests = null);

    private static void Change(string file, string sweep, int point, Action<StoredTrace> change)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var read = connection.CreateCommand();
        read.CommandText = "SELECT payload FROM state WHERE owner = $owner AND name = $name";
        read.Parameters.AddWithValue("$owner", $"aggregator/{sweep}/{point}");
        read.Parameters.AddWithValue("$name", OpenChunk.NameOf(0));
        var trace = Serializer.Deserialize<StoredTrace>((byte[])read.ExecuteScalar()!)!;
        change(trace);
        using var write = connection.CreateCommand();
        write.CommandText = "UPDATE state SET payload = $payload WHERE owner = $owner AND name = $name";
        write.Parameters.AddWithValue("$owner", $"aggregator/{sweep}/{point}");
        write.Parameters.AddWithValue("$name", OpenChunk.NameOf(0));
        write.Parameters.AddWithValue("$payload", Serializer.SerializeToArray(trace));
        Assert.Equal(1, write.ExecuteNonQuery());
    }
}

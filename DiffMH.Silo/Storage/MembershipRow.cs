using System.Globalization;
using Microsoft.Data.Sqlite;

namespace DiffMH.Silo.Storage;

/// <summary>A silo's row in the table <c>membership</c>, in columns that a person can read.</summary>
/// <remarks>Times are UTC in the round-trip format; suspicions stand as <c>silo,time</c> with <c>|</c> between them.</remarks>
internal static class MembershipRow
{
    /// <summary>The columns in the order of <see cref="Read"/>.</summary>
    public const string Columns = "silo, version, status, name, host, gateway, suspects, started, alive";

    /// <summary>The parameters that fill the columns; the version, which is the row's ETag, is the table's when the row is written.</summary>
    public static (string Name, object Value)[] Parameters(MembershipEntry entry, int version) =>
    [
        ("$silo", Key(entry.SiloAddress)),
        ("$version", version),
        ("$status", (int)entry.Status),
        ("$name", entry.SiloName ?? ""),
        ("$host", entry.HostName ?? ""),
        ("$gateway", entry.ProxyPort),
        ("$suspects", string.Join('|', (entry.SuspectTimes ?? []).Select(vote => $"{Key(vote.Item1)},{Time(vote.Item2)}"))),
        ("$started", Time(entry.StartTime)),
        ("$alive", Time(entry.IAmAliveTime)),
    ];

    /// <summary>The entry of a row, with its ETag.</summary>
    public static Tuple<MembershipEntry, string> Read(SqliteDataReader row) => Tuple.Create(
        new MembershipEntry
        {
            SiloAddress = SiloAddress.FromParsableString(row.GetString(0)),
            Status = (SiloStatus)row.GetInt32(2),
            SiloName = row.GetString(3),
            HostName = row.GetString(4),
            ProxyPort = row.GetInt32(5),
            SuspectTimes = [.. row.GetString(6).Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Vote)],
            StartTime = Time(row.GetString(7)),
            IAmAliveTime = Time(row.GetString(8)),
        },
        row.GetInt32(1).ToString(CultureInfo.InvariantCulture));

    /// <summary>A silo's address as it stands in the table.</summary>
    public static string Key(SiloAddress silo) => silo.ToParsableString();

    /// <summary>A time as it stands in the table.</summary>
    public static string Time(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture);

    private static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private static Tuple<SiloAddress, DateTime> Vote(string text)
    {
        var comma = text.LastIndexOf(',');
        return Tuple.Create(SiloAddress.FromParsableString(text[..comma]), Time(text[(comma + 1)..]));
    }
}

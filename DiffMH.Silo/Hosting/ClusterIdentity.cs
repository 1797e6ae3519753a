using System.Globalization;
using Orleans.Configuration;

namespace DiffMH.Silo.Hosting;

/// <summary>The name of the cluster of a store: a number that the store was given when it was made.</summary>
/// <remarks>
/// Ports are used again: where a silo was, one of another store may listen next. Orleans asks for the name at each connection, and
/// refuses that of another cluster; with one name for all, clients would find and silos would tell the wrong ones.
/// </remarks>
internal static class ClusterIdentity
{
    /// <summary>What the names of all clusters begin with, and what services are called.</summary>
    public const string Name = "diffmh";

    /// <summary>Sets it.</summary>
    /// <param name="options">Where.</param>
    /// <param name="number">The store's number.</param>
    public static void Set(ClusterOptions options, long number) =>
        (options.ClusterId, options.ServiceId) = (string.Create(CultureInfo.InvariantCulture, $"{Name}-{number:x}"), Name);
}

using Orleans.Configuration;

namespace DiffMH.Silo.Hosting;

/// <summary>The name of the cluster, the same everywhere: which cluster it is, its store says.</summary>
internal static class ClusterIdentity
{
    private const string Name = "diffmh";

    /// <summary>Sets it.</summary>
    public static void Set(ClusterOptions options) => (options.ClusterId, options.ServiceId) = (Name, Name);
}

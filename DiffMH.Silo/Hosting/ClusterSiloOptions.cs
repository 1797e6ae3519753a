using System.Net;
using DiffMH.Silo.Security;

namespace DiffMH.Silo.Hosting;

/// <summary>The settings of a silo that runs in a process of its own.</summary>
public sealed record ClusterSiloOptions
{
    /// <summary>The first port for other silos that is tried where none is given.</summary>
    public const int FirstPort = 11111;

    /// <summary>The first port for clients that is tried where none is given.</summary>
    public const int FirstGatewayPort = 30000;

    /// <summary>Where state is kept and the other silos are found: a file, or a database of a Redis server.</summary>
    public required StoreAddress Store { get; init; }

    /// <summary>The drop folder: one folder for each plugin. Whoever can write to it can run code in the silo.</summary>
    public required string PluginFolder { get; init; }

    /// <summary>The folder for what the silo keeps beside a store that is no file; null for the user's temporary folder.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The silo's name, for people; null for that of the machine and the port.</summary>
    public string? Name { get; init; }

    /// <summary>The address on which it listens and at which others reach it. Whoever reaches it can use it.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port for other silos, 1 … 65535; null for the first free one from <see cref="FirstPort"/> on.</summary>
    public int? Port { get; init; }

    /// <summary>The port for clients, 1 … 65535; null for the first free one from <see cref="FirstGatewayPort"/> on.</summary>
    public int? GatewayPort { get; init; }

    /// <summary>Where it answers over HTTP how it is; null for nowhere.</summary>
    public HttpOptions? Http { get; init; }

    /// <summary>Whether its log also has what is no warning: which sweeps and points are at work, and which calls were repeated.</summary>
    public bool HasFullLog { get; init; }

    /// <summary>What it shows others and asks of them.</summary>
    public Credentials Credentials { get; init; } = Credentials.None;

    /// <summary>Whether whoever has the token may send plugins, whose code runs in the silo.</summary>
    public bool AcceptPlugins { get; init; }

    /// <summary>How many threads compute, 1 … 1024.</summary>
    public int ComputeThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>How long a call of a kernel may take before it is given up; see <see cref="DiffMHOptions.BatchLimit"/>.</summary>
    public TimeSpan BatchLimit { get; init; } = DiffMHOptions.DefaultBatchLimit;
}

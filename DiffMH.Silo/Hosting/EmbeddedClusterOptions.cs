using DiffMH.Silo.Plugins;

namespace DiffMH.Silo.Hosting;

/// <summary>The settings of silos inside one process.</summary>
public sealed record EmbeddedClusterOptions
{
    /// <summary>The drop folder: one folder for each plugin. Must exist.</summary>
    public required string PluginFolder { get; init; }

    /// <summary>The folder's plugins where they are loaded already; null to load them while the silos start.</summary>
    public PluginSet? Plugins { get; init; }

    /// <summary>The state file, made where there is none; null to keep state in memory, gone with the cluster.</summary>
    public string? StatePath { get; init; }

    /// <summary>How many silos, 1 … 16. Default: 1.</summary>
    public int Silos { get; init; } = 1;

    /// <summary>How many threads compute, in all silos together; each silo has at least one. Default: as many as there are processors.</summary>
    public int ComputeThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>How long a call of a kernel may take before it is given up; see <see cref="DiffMHOptions.BatchLimit"/>.</summary>
    public TimeSpan BatchLimit { get; init; } = DiffMHOptions.DefaultBatchLimit;

    /// <summary>A file that warnings and errors are appended to; null for nowhere.</summary>
    public string? LogPath { get; init; }
}

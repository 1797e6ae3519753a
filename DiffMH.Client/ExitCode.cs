namespace DiffMH.Client;

/// <summary>What a command's exit code says to scripts. Codes are never reused.</summary>
public enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>An error in DiffMH itself.</summary>
    InternalError = 1,

    /// <summary>The command line cannot be understood or carried out as given.</summary>
    Usage = 2,

    /// <summary>The sweep file is invalid.</summary>
    InvalidSweep = 3,

    /// <summary>No silo answers.</summary>
    ClusterUnreachable = 4,

    /// <summary>A plugin is missing or was refused.</summary>
    PluginMissing = 6,

    /// <summary>Finished, with failed points.</summary>
    PointsFailed = 7,

    /// <summary>A statistical check failed.</summary>
    CheckFailed = 8,

    /// <summary>A replay gave other bits.</summary>
    ReplayDiffers = 9,

    /// <summary>The sweep was cancelled.</summary>
    Cancelled = 10,

    /// <summary>What was asked for has not happened in time; it may still.</summary>
    TimedOut = 11,

    /// <summary>Interrupted by Ctrl-C or SIGTERM; the same command goes on.</summary>
    Interrupted = 130,
}

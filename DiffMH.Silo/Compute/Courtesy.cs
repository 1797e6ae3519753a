using System.Runtime.InteropServices;

namespace DiffMH.Silo.Compute;

/// <summary>Has threads that compute give way to those that answer.</summary>
internal static partial class Courtesy
{
    /// <summary>
    /// By how much nicer than the process a thread is. Alone on its processor it loses nothing; beside threads of the process's level it
    /// has a third of their share, and these run as soon as they have something to do.
    /// </summary>
    public const int Step = 5;

    /// <summary>Lowers the thread that calls this. Nothing depends on it: where it is not allowed, all goes on as it was.</summary>
    /// <remarks>
    /// On Linux a <c>Thread.Priority</c> does nothing, and the level that nice(2) changes belongs to a thread and not to its process. On
    /// macOS that call would lower the whole process.
    /// </remarks>
    public static void Lower()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Nice(Step);
        }
        else if (OperatingSystem.IsWindows())
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        }
    }

    [LibraryImport("libc", EntryPoint = "nice")]
    private static partial int Nice(int step);
}

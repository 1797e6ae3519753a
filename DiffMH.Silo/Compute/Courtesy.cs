using System.Globalization;
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

    /// <summary>What the system calls this thread; 0 where nothing can be done with that.</summary>
    public static int ThisThread =>
        OperatingSystem.IsLinux() && int.TryParse(Path.GetFileName(new FileInfo("/proc/thread-self").LinkTarget), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    /// <summary>Lowers a thread as far as possible: beside others it has a hundredth of a processor or so.</summary>
    /// <param name="thread">As <see cref="ThisThread"/> was on it.</param>
    public static void LowerMost(int thread)
    {
        if (thread > 0)
        {
            _ = SetPriority(which: 0, thread, priority: 19);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);

    [LibraryImport("libc", EntryPoint = "nice")]
    private static partial int Nice(int step);
}

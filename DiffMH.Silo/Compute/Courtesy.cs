using System.Runtime.InteropServices;

namespace DiffMH.Silo.Compute;

/// <summary>Has threads that compute give way to those that answer.</summary>
internal static partial class Courtesy
{
    /// <summary>
    /// As far as nobody notices who has the processor alone: beside threads of the ordinary level, one of these has a third of its share,
    /// and an answer that comes while all processors compute is given at once.
    /// </summary>
    private const int Nice = 5;

    /// <summary>Lowers the thread that calls this. Nothing depends on it: where it is not allowed, all goes on as it was.</summary>
    /// <remarks>
    /// On Linux a <c>Thread.Priority</c> does nothing; there the level belongs to a thread and not to its process, and 0 is the thread
    /// that asks. On macOS that call would lower the whole process.
    /// </remarks>
    public static void Lower()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetPriority(ofProcess: 0, who: 0, Nice);
        }
        else if (OperatingSystem.IsWindows())
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int ofProcess, int who, int nice);
}

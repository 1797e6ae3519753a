using System.Runtime.InteropServices;

namespace DiffMH.Client.Progress;

/// <summary>What a shell with job control decides about a process and its terminal, and .NET does not tell.</summary>
internal static partial class TerminalControl
{
    private const int StandardError = 2;

    /// <summary>
    /// Whether the terminal is this process's to draw on and to read from. One that runs behind a shell's prompt (<c>&amp;</c>, or Ctrl-Z
    /// and <c>bg</c>) would write over what is typed there, and be stopped at its first look for a key.
    /// </summary>
    public static bool IsInForeground => OperatingSystem.IsWindows() || (ForegroundGroup(StandardError) is var group && (group < 0 || group == OwnGroup()));

    /// <summary>Stops this process until its shell lets it go on: what Ctrl-Z does by itself where nobody has asked to be told of it.</summary>
    public static void Suspend() => Send(Environment.ProcessId, OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? 17 : 19);

    [LibraryImport("libc", EntryPoint = "tcgetpgrp", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ForegroundGroup(int descriptor);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OwnGroup();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Send(int process, int signal);
}

namespace DiffMH.Client;

/// <summary>How this program is called from the present folder.</summary>
internal static class ProgramName
{
    /// <summary><c>diffmh</c> where the search path leads to it, else the shorter of the relative and the full path.</summary>
    public static string OfProcess { get; } = Find(Environment.ProcessPath, Environment.GetEnvironmentVariable("PATH"));

    private static string Find(string? process, string? searchPath)
    {
        if (process is null || Path.GetFileNameWithoutExtension(process) != "diffmh")
        {
            return "diffmh"; // dotnet diffmh.dll, or a test's process
        }

        var folders = (searchPath ?? "").Split(Path.PathSeparator);
        if (folders.Contains(Path.GetDirectoryName(process)))
        {
            return "diffmh";
        }

        var relative = Path.GetRelativePath(Environment.CurrentDirectory, process);
        return relative.Length < process.Length ? relative : process;
    }
}

using System.Globalization;

namespace DiffMH.Silo.Hosting;

/// <summary>How many files and connections a process has open, and may have. Known on Linux; null elsewhere.</summary>
/// <param name="Open">How many it has.</param>
/// <param name="Limit">How many it may have; null also where there is no limit.</param>
public sealed record OpenFiles(long? Open, long? Limit)
{
    private const string LimitLine = "Max open files";

    /// <summary>Those of this process.</summary>
    public static OpenFiles OfProcess()
    {
        try
        {
            return new(Directory.GetFileSystemEntries("/proc/self/fd").Length, LimitOf(File.ReadLines("/proc/self/limits")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(null, null);
        }
    }

    /// <summary>The soft limit in the lines of <c>/proc/PID/limits</c>; .NET has raised it to the hard one.</summary>
    internal static long? LimitOf(IEnumerable<string> lines) =>
        lines.FirstOrDefault(line => line.StartsWith(LimitLine, StringComparison.Ordinal)) is { } line
        && line[LimitLine.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, ..]
        && long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : null;
}

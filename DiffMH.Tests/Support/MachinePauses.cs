namespace DiffMH.Tests.Support;

/// <summary>What Orleans logs where a machine has paused, or is too busy to answer within the second that a probe may take.</summary>
/// <remarks>What it does about it is another line, which says that a silo suspects another or has declared it dead: no test is to pass that over.</remarks>
internal static class MachinePauses
{
    private static readonly string[] Words =
        ["Did not get response for probe #", "but local execution stalled for", ".NET Thread Pool execution stalled for", "local health is degraded", "took elapsed time", "Timer should have fired at"];

    /// <summary>Whether a line of a log tells of one.</summary>
    public static bool Told(string line) => line.Contains(" Orleans.Runtime.", StringComparison.Ordinal) && Array.Exists(Words, word => line.Contains(word, StringComparison.Ordinal));
}

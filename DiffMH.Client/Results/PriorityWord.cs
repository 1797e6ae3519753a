using DiffMH.Engine.Documents;

namespace DiffMH.Client.Results;

/// <summary>A priority as tables and documents for programs have it, and as it is typed.</summary>
internal static class PriorityWord
{
    /// <summary>The words, the least first.</summary>
    public static string[] All { get; } = [Of(SweepPriority.Low), Of(SweepPriority.Normal), Of(SweepPriority.High)];

    /// <summary>The word.</summary>
    public static string Of(SweepPriority priority) => Word.Of(priority);

    /// <summary>What is said of it behind other facts: nothing of the usual one.</summary>
    public static string Behind(SweepPriority priority) => priority == SweepPriority.Normal ? "" : $", {Of(priority)} priority";
}

namespace DiffMH.Client.Progress;

/// <summary>How long a sweep has been at work here, and how long it will be at this pace.</summary>
/// <param name="Elapsed">Since the work began in this process.</param>
/// <param name="Left">Until it ends; null while there is nothing to go by.</param>
/// <param name="Error">One standard error of what is left, from the spread of the recent pace; null while there is nothing to find it from.</param>
public readonly record struct Pace(TimeSpan Elapsed, TimeSpan? Left, TimeSpan? Error = null);

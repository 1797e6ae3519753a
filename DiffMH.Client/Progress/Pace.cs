namespace DiffMH.Client.Progress;

/// <summary>How long a sweep has been at work here, and how long it will be at this pace.</summary>
/// <param name="Elapsed">Since the work began in this process.</param>
/// <param name="Left">Until it ends; null while there is nothing to go by.</param>
public readonly record struct Pace(TimeSpan Elapsed, TimeSpan? Left)
{
    /// <summary>The pace so far.</summary>
    /// <param name="elapsed">Time at work in this process.</param>
    /// <param name="begin">Share done when this process began, 0 … 1.</param>
    /// <param name="now">Share done now, 0 … 1.</param>
    public static Pace Of(TimeSpan elapsed, double begin, double now)
    {
        var left = now > begin ? elapsed * ((1 - now) / (now - begin)) : (TimeSpan?)null;
        return new(elapsed, left);
    }
}

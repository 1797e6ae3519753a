using Microsoft.Extensions.Logging;

namespace DiffMH.Silo.Storage;

/// <summary>Says once that a silo's store cannot be used, and once that it can again, however often what failed is tried meanwhile.</summary>
/// <param name="time">The clock.</param>
/// <param name="logger">Where to say it.</param>
internal sealed class StoreHealth(TimeProvider time, ILogger<StoreHealth> logger)
{
    /// <summary>In a full store a small write may succeed between larger ones that fail, which are tried every second or so.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private long? lastFailure;

    /// <summary>Why the store could not be used when it was last tried; null where it can be.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Notes a failure.</summary>
    /// <param name="exception">What the file threw, whose message tells a user what to do.</param>
    /// <returns>As grains and clients meet it.</returns>
    public StoreUnavailableException Failed(Exception exception)
    {
        lock (gate)
        {
            if (lastFailure is null)
            {
                logger.LogWarning("{Reason} Points wait until then, and go on by themselves.", exception.Message);
            }

            (lastFailure, Trouble) = (time.GetTimestamp(), exception.Message);
        }

        return new(exception.Message);
    }

    /// <summary>Notes that something was written.</summary>
    public void Worked()
    {
        lock (gate)
        {
            if (lastFailure is { } last && time.GetElapsedTime(last) >= Calm)
            {
                (lastFailure, Trouble) = (null, null);
                logger.LogWarning("The store can be written again.");
            }
        }
    }
}

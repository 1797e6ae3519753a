using DiffMH.Silo.Grains;
using DiffMH.Silo.Storage;
using Microsoft.Extensions.Logging;

namespace DiffMH.Silo.Hosting;

/// <summary>Small work that a silo does as long as it lives.</summary>
internal static class Repeatedly
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>Does it at once and every two seconds. A failure is passed over, since it is tried again: said where it is neither a loss of a silo nor of the store, which is said elsewhere.</summary>
    public static Task Do(Func<Task> work, TimeProvider time, ILogger logger, CancellationToken stop) => Do(work, Period, time, logger, stop);

    /// <summary>As above, with another period.</summary>
    public static async Task Do(Func<Task> work, TimeSpan period, TimeProvider time, ILogger logger, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(period, time);
        do
        {
            try
            {
                await work().WaitAsync(stop);
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                logger.Log(Transport.IsLost(exception) || exception is StoreUnavailableException ? LogLevel.Debug : LogLevel.Warning, exception, "Failed, and tried again in {Seconds} s: {Reason}", period.TotalSeconds, exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }
}

namespace DiffMH.Silo.Grains;

/// <summary>Tells failures of the way to a grain, which pass, from failures of the grain, which stay.</summary>
public static class Transport
{
    /// <summary>Whether a call is worth repeating: its silo was lost, is stopping or did not answer in time. What is called is a pure function.</summary>
    public static bool IsLost(Exception exception) => exception
        is TimeoutException or OperationCanceledException or ObjectDisposedException
        or SiloUnavailableException or OrleansMessageRejectionException or Orleans.Runtime.Messaging.ConnectionFailedException;

    /// <summary>How long to wait before a repetition: 50 ms, doubled each time, at most 2 s.</summary>
    /// <param name="attempt">Attempts so far, at least 1.</param>
    public static TimeSpan Pause(int attempt) => TimeSpan.FromMilliseconds(Math.Min(2000, 25 * Math.Pow(2, Math.Min(attempt, 10))));
}

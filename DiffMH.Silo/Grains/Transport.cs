using DiffMH.Silo.Security;
using Orleans.Storage;

namespace DiffMH.Silo.Grains;

/// <summary>Tells failures of the way to a grain, which pass, from failures of the grain, which stay.</summary>
public static class Transport
{
    /// <summary>
    /// Whether a call is worth repeating: its silo was lost, is starting or stopping, refused it as it has too much to do, or did not answer
    /// in time. What is called is a pure function. A plugin's failure is never among them: it comes back as a record.
    /// </summary>
    public static bool IsLost(Exception exception) => exception
        is TimeoutException or OperationCanceledException or ObjectDisposedException
        or InconsistentStateException   // of an activation that has met a newer commit, and ends: the next one begins from that
        or TokenRefusedException   // of a silo with another token, which is about to leave
        or SiloUnavailableException or OrleansMessageRejectionException or Orleans.Runtime.Messaging.ConnectionFailedException
        or GatewayTooBusyException or LimitExceededException or ClientNotAvailableException
        || HasNoSiloYet(exception);

    /// <summary>How long to wait before a repetition: 50 ms, doubled each time, at most 2 s.</summary>
    /// <param name="attempt">Attempts so far, at least 1.</param>
    public static TimeSpan Pause(int attempt) => TimeSpan.FromMilliseconds(Math.Min(2000, 25 * Math.Pow(2, Math.Min(attempt, 10))));

    /// <summary>
    /// Whether a gateway knew of no silo with our grains. Every silo of ours has all of them, so the gateway has only just started and has
    /// not learnt yet what silos there are, itself included. Orleans has no exception type of its own for this.
    /// </summary>
    private static bool HasNoSiloYet(Exception exception) =>
        exception.GetType() == typeof(OrleansException) && exception.Message.StartsWith("No active nodes are compatible with grain", StringComparison.Ordinal);
}

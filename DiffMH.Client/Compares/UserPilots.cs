using DiffMH.Engine.Pilots;

namespace DiffMH.Client.Compares;

/// <summary>The pilots of a sweep file that somebody waits for: it is said what takes the time, and Ctrl-C ends them.</summary>
internal static class UserPilots
{
    /// <summary>Orders for them.</summary>
    /// <param name="talk">Where it is said.</param>
    /// <param name="cancellation">The user's Ctrl-C.</param>
    public static PilotOrders Of(Talk talk, CancellationToken cancellation) => new(
        new Interruptible(() => false, cancellation),
        count => talk.Say($"choosing what estimator leaves to auto by {(count == 1 ? "a pilot of about a second" : $"{count} pilots of about a second each")}"));
}

using DiffMH.Engine.Runs;

namespace DiffMH.Engine.Pilots;

/// <summary>How pilots are run for what a sweep leaves to them.</summary>
/// <param name="Limit">Throws where the sweep is no longer wanted. It must not interrupt: the choice would depend on where.</param>
/// <param name="Announce">Told before the first how many there are, if there are any; each is about a second.</param>
public sealed record PilotOrders(IWorkLimit Limit, Action<int> Announce)
{
    /// <summary>To the end, without a word.</summary>
    public static PilotOrders Quiet { get; } = new(new Unlimited(), _ => { });
}

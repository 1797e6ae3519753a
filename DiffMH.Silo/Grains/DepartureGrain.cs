using DiffMH.Silo.Hosting;

namespace DiffMH.Silo.Grains;

/// <summary>Passes the wish that its silo leave on to whoever started that.</summary>
[GrainType("departure")]
[OwnSiloPlacement]
internal sealed class DepartureGrain(Departure departure) : Grain, IDepartureGrain
{
    /// <inheritdoc/>
    public Task Leave()
    {
        departure.Ask();
        return Task.CompletedTask;
    }
}

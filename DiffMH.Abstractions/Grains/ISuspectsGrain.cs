using System.Collections.Immutable;

namespace DiffMH;

/// <summary>Which lanes were in flight on silos that died. Key: 0. Stored: it outlives the silos it is about.</summary>
public interface ISuspectsGrain : IGrainWithIntegerKey
{
    /// <summary>Notes the death of a silo. Telling it again changes nothing.</summary>
    /// <param name="silo">What stands for the silo's process, never used again.</param>
    /// <param name="inFlight">What it computed when it died.</param>
    Task NoteDeath(string silo, ImmutableArray<BatchInFlight> inFlight);

    /// <summary>Forgets lanes: they have come to their end after all, or their point has failed for them.</summary>
    /// <param name="suspect">As they were known. Where another silo has died with them since, nothing is forgotten.</param>
    Task Forget(Suspect suspect);

    /// <summary>All that are under suspicion, at most a thousand. Short; changes nothing.</summary>
    Task<ImmutableArray<Suspect>> All();
}

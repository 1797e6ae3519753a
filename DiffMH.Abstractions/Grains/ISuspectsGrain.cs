using System.Collections.Immutable;

namespace DiffMH;

/// <summary>
/// Counts which lanes were in flight on silos that died. Key: 0. Stored, since it outlives the silos it is about; at most a thousand are
/// kept. Silos read what is stored: one that has just been started cannot wait until the grain of one that has died is elsewhere.
/// </summary>
public interface ISuspectsGrain : IGrainWithIntegerKey
{
    /// <summary>Notes the death of a silo. Telling it again changes nothing.</summary>
    /// <param name="silo">What stands for the silo's process, never used again.</param>
    /// <param name="inFlight">What it computed when it died.</param>
    Task NoteDeath(string silo, ImmutableArray<BatchInFlight> inFlight);

    /// <summary>Forgets lanes: they have got on after all, or their point has failed for them. Telling it again changes nothing.</summary>
    /// <param name="suspect">What was known. Where another silo has died with them since, nothing is forgotten.</param>
    /// <param name="lanes">The lanes; others of the suspicion stay under it.</param>
    Task Forget(Suspect suspect, BatchInFlight lanes);
}

namespace DiffMH;

/// <summary>By which one silo is asked to leave. Key: the silo's address, as its reports have it. Holds nothing.</summary>
public interface IDepartureGrain : IGrainWithStringKey
{
    /// <summary>
    /// Has the silo leave its cluster politely, as a signal to its process would: it takes no new work, its points commit, and others go on with them.
    /// Returns before that begins; the silo has left when the store lists it no more. Calling again changes nothing.
    /// </summary>
    Task Leave();
}

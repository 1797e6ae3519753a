using System.Collections.Immutable;

namespace DiffMH;

/// <summary>Which silo is there and which plugins it holds, as the silos themselves say. Key: 0. Kept in memory only: it is known again two seconds after a loss.</summary>
public interface IPluginRegistryGrain : IGrainWithIntegerKey
{
    /// <summary>Takes the report of a silo, which replaces its last. A silo that has not reported for ten seconds is forgotten.</summary>
    Task Report(SiloReport report);

    /// <summary>The silos that are there, by name. Short; changes nothing.</summary>
    [Reading]
    Task<ImmutableArray<SiloReport>> Silos();

    /// <summary>As <see cref="Silos"/>, where silos have come or gone or what they hold has changed since an edition. Short; changes nothing.</summary>
    /// <param name="edition">That of the last answer; empty for none.</param>
    [Reading]
    Task<SilosEdition> SilosSince(string edition);

    /// <summary>Whether the silo that answers asks for a token, as all silos of a store do or none. Short; changes nothing.</summary>
    [Reading]
    Task<bool> AsksForToken();
}

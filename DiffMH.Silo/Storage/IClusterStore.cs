using System.Collections.Immutable;

namespace DiffMH.Silo.Storage;

/// <summary>A store that silos of several processes share, as one of them uses it: open, and tried by writing to it.</summary>
internal interface IClusterStore : IDisposable
{
    /// <summary>The number that the store was given when it was made, by which its cluster is called.</summary>
    long Cluster { get; }

    /// <summary>What may lose commits later though all is well now: sentences that say what to do.</summary>
    ImmutableArray<string> Warnings { get; }

    /// <summary>The members of the cluster, in the same store. Disposed by the caller where it can be.</summary>
    /// <param name="health">Told where a heartbeat cannot be written.</param>
    IMembershipTable OpenMembership(StoreHealth health);

    /// <summary>Takes the right to change the list of members, which one silo at a time has.</summary>
    /// <returns>What gives it back; null where another silo has it.</returns>
    IDisposable? TryTakeTurn();
}

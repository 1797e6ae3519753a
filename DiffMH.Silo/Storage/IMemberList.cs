using System.Collections.Immutable;

namespace DiffMH.Silo.Storage;

/// <summary>The members of a store's cluster, as a client reads them: nothing is written.</summary>
internal interface IMemberList : IDisposable
{
    /// <summary>The number of the cluster; 0 where there is no store.</summary>
    /// <exception cref="InvalidDataException">The store is damaged, not ours, or of a newer DiffMH.</exception>
    /// <exception cref="IOException">The store cannot be reached or read.</exception>
    long Cluster { get; }

    /// <summary>What may lose commits though all is well now: sentences that say what to do.</summary>
    /// <exception cref="IOException">The store cannot be reached.</exception>
    ImmutableArray<string> Warnings { get; }

    /// <summary>All members, in any state; none where there is no store.</summary>
    /// <exception cref="InvalidDataException">The store is damaged, not ours, or of a newer DiffMH.</exception>
    /// <exception cref="IOException">The store cannot be reached or read.</exception>
    Task<ImmutableArray<MembershipEntry>> Read(CancellationToken cancellationToken);
}

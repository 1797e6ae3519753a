using System.Collections.Immutable;
using DiffMH.Engine.Settings;

namespace DiffMH.Client.Sources;

/// <summary>The sweeps of a store, asked of its silos or read where no silo runs.</summary>
internal interface ISweepSource : ISweepResults, IAsyncDisposable
{
    /// <summary>All sweeps, the latest submitted first.</summary>
    Task<ImmutableArray<SweepEntry>> List();

    /// <summary>As <see cref="List"/>, with each as it was when its state last changed or later: quick, however large they are.</summary>
    Task<ImmutableArray<SweepEntry>> Remembered();

    /// <summary>What was submitted; null where no sweep has this id.</summary>
    Task<FrozenSweep?> Frozen(string sweep);

    /// <summary>How far a sweep of the list is.</summary>
    Task<SweepStatus> Status(string sweep);

    /// <summary>How far its first points are, in their order.</summary>
    /// <param name="sweep">A sweep of the list.</param>
    /// <param name="count">How many, at most some hundred.</param>
    Task<ImmutableArray<PointStatus>> Points(string sweep, int count);

    /// <summary>The data file with a hash.</summary>
    /// <exception cref="DataFileException">It is not there, or damaged.</exception>
    Task<DataFile> Data(string hash);
}

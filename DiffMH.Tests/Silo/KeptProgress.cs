using DiffMH.Silo.Grains.Stored;

namespace DiffMH.Tests.Silo;

/// <summary>The stored progress of a sweep without a store, which fails when it is told to.</summary>
internal sealed class KeptProgress : IPersistentState<StoredProgress>
{
    public required StoredProgress State { get; set; }

    /// <summary>Whether nothing can be written.</summary>
    public bool IsBroken { get; set; }

    public string? Etag => null;

    public bool RecordExists => true;

    public Task ClearStateAsync() => Task.CompletedTask;

    public Task ReadStateAsync() => Task.CompletedTask;

    public Task WriteStateAsync() => IsBroken ? Task.FromException(new IOException("disk full")) : Task.CompletedTask;
}

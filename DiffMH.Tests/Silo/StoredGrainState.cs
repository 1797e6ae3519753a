using Orleans.Storage;

namespace DiffMH.Tests.Silo;

/// <summary>The state of a grain without the grain.</summary>
internal sealed class StoredGrainState<T>(IGrainStorage storage, GrainId grain, string name) : IPersistentState<T>
    where T : new()
{
    private readonly GrainState<T> state = new(new T());

    public T State { get => state.State!; set => state.State = value; }

    public string? Etag => state.ETag;

    public bool RecordExists => state.RecordExists;

    public Task ReadStateAsync() => storage.ReadStateAsync(name, grain, state);

    public Task WriteStateAsync() => storage.WriteStateAsync(name, grain, state);

    public Task ClearStateAsync() => storage.ClearStateAsync(name, grain, state);
}

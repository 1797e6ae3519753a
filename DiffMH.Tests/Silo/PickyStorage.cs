using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace DiffMH.Tests.Silo;

/// <summary>The store of a silo, which does not take some of what is written, as it is told.</summary>
internal sealed class PickyStorage : IGrainStorage
{
    private IGrainStorage? inner;
    private volatile Func<object?, bool>? refuses;

    /// <summary>Which states are refused; null for none.</summary>
    public Func<object?, bool>? Refuses
    {
        get => refuses;
        set => refuses = value;
    }

    /// <summary>Takes the place of a silo's store, and hands on to that.</summary>
    public void Wrap(ISiloBuilder silo)
    {
        var wrapped = silo.Services.Last(service => service.IsKeyedService && service.ServiceType == typeof(IGrainStorage) && StorageName.Default.Equals(service.ServiceKey));
        silo.Services.AddKeyedSingleton<IGrainStorage>(StorageName.Default, (services, name) =>
        {
            inner = (IGrainStorage)wrapped.KeyedImplementationFactory!(services, name);
            return this;
        });
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner!.ReadStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Refuses?.Invoke(grainState.State) == true ? throw new StoreUnavailableException("No space is left.") : inner!.WriteStateAsync(stateName, grainId, grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner!.ClearStateAsync(stateName, grainId, grainState);
}

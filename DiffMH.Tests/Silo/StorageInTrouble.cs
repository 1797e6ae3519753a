using Orleans.Storage;

namespace DiffMH.Tests.Silo;

/// <summary>A store whose rows cannot be read, and in which nothing can be written for a while.</summary>
internal sealed class StorageInTrouble : IGrainStorage
{
    /// <summary>Whether writing fails.</summary>
    public bool IsFull { get; set; }

    /// <summary>How often it was written.</summary>
    public int Writes { get; private set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new InvalidDataException("The row is damaged.");

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Writes += IsFull ? throw new InvalidDataException("The store is full.") : 1;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
}

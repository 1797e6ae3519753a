namespace DiffMH.Silo.Storage;

/// <summary>The states of grains in a store, read without a silo.</summary>
internal interface IStoredStates : IDisposable
{
    /// <summary>The bytes of a state; null where there is none.</summary>
    /// <param name="owner">The grain.</param>
    /// <param name="name">The name of the state.</param>
    /// <exception cref="InvalidDataException">The store is damaged.</exception>
    /// <exception cref="IOException">The store cannot be read; the message says why and what to do.</exception>
    byte[]? Payload(string owner, string name);
}

using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Client;

/// <summary><see cref="SweepsAtRest"/> in a Redis server; nothing where none is installed, as what is shared by tests cannot skip them.</summary>
public sealed class StoredSweepsOnRedis() : SweepsAtRest(RedisProcess.IsInstalled ? new RedisTestStore() : null);

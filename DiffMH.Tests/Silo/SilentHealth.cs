using DiffMH.Silo.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiffMH.Tests.Silo;

/// <summary>A store's health that nobody is told of.</summary>
internal static class SilentHealth
{
    public static StoreHealth New() => new(TimeProvider.System, NullLogger<StoreHealth>.Instance);
}

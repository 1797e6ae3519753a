using Microsoft.Extensions.Logging;

namespace DiffMH.Silo.Hosting;

/// <summary>What of Orleans' log is no news to anybody and is kept out of every silo's log, and what of ours is news without being a warning.</summary>
internal static class LogNoise
{
    private const string PluginCategory = $"{nameof(DiffMH)}.{nameof(Silo)}.{nameof(Hosting)}.{nameof(PluginWatch)}";
    private const string Storage = $"{nameof(DiffMH)}.{nameof(Silo)}.{nameof(Silo.Storage)}.";

    /// <summary>Whether an entry is worth reading, or says what of ours is at work.</summary>
    public static bool IsNews(string? category, LogLevel level) =>
        IsWorthReading(category, level) || (level >= LogLevel.Information && category is not null && category.StartsWith($"{nameof(DiffMH)}.", StringComparison.Ordinal) && !category.StartsWith(Storage, StringComparison.Ordinal));

    /// <summary>Whether an entry is worth reading.</summary>
    public static bool IsWorthReading(string? category, LogLevel level) => level >= category switch
    {
        "Orleans.Runtime.Watchdog" or "Orleans.Runtime.Silo" => LogLevel.Error,   // warn at every start: of nothing, and of the garbage collector that we have chosen
        "Orleans.Runtime.MembershipService.MembershipTableManager" => LogLevel.Error,   // warns whenever a silo was started again
        Storage + nameof(Silo.Storage.SqliteGrainStorage) or Storage + nameof(Silo.Storage.RedisGrainStorage) or "Orleans.Persistence.RedisGrainStorage" => LogLevel.None,   // Orleans repeats under these names what StoreHealth says once
        "Polly" => LogLevel.Error,   // of each attempt, though the next may succeed
        "Microsoft.Extensions.Hosting.Internal.Host" => LogLevel.None,   // repeats what is thrown
        PluginCategory => LogLevel.Information,   // plugins come and go while nobody watches
        _ => LogLevel.Warning,
    };
}

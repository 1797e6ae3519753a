using DiffMH.Client.Formatting;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;

namespace DiffMH.Client.Doctor;

/// <summary>How the store is.</summary>
internal static class StoreChecks
{
    /// <summary>A commit needs a few small writes, each longer than a read: above this, short iterations wait for the store.</summary>
    private static readonly TimeSpan SlowRead = TimeSpan.FromMilliseconds(50);

    /// <summary>Below this, what a sweep of some hundred points needs may not fit; and then nothing that matters does.</summary>
    private const long LittleSpace = 1L << 30, NoSpace = 100L << 20;

    /// <summary>Findings on a store that can be read.</summary>
    public static IEnumerable<Finding> Of(StoreAddress store, StoreFacts facts)
    {
        yield return Speed(store, facts);
        yield return Space(facts.FreeBytes);
        if (store.Redis is not null)
        {
            yield return facts.Warnings.IsEmpty
                ? Finding.Ok(CheckName.Durability, "the Redis server keeps an append-only file, and deletes no keys")
                : Finding.Warning(CheckName.Durability, string.Join(' ', facts.Warnings), "Set that in the server's configuration, and start the server again.");
        }
    }

    /// <summary>The finding on one that cannot be read.</summary>
    public static Finding Unreachable(StoreAddress store, Exception exception) => exception is FileNotFoundException
        ? Finding.Problem(CheckName.Store, $"There is no store {store}.", $"Start a silo, which makes it: diffmh silo start --store {store}. Or give another by --store, or by DIFFMH__STORE.")
        : Finding.Problem(CheckName.Store, exception.Message, $"Silos wait until {store} can be used again; nothing that was committed is lost.");

    private static Finding Speed(StoreAddress store, StoreFacts facts)
    {
        var found = $"{store}, opened in {Milliseconds(facts.Open)}, read in {Milliseconds(facts.Read)}";
        return facts.Obstacle is { } obstacle ? Finding.Problem(CheckName.Store, obstacle, "Silos wait until it can be written; see its permissions, its disk, and who else uses it.")
            : facts.Read > SlowRead ? Finding.Warning(CheckName.Store, found, $"More than {Milliseconds(SlowRead)} for a read slows short iterations down: use a local disk, or a server nearby.")
            : Finding.Ok(CheckName.Store, found);
    }

    private static Finding Space(long? free)
    {
        if (free is not { } bytes)
        {
            return Finding.Ok(CheckName.Space, "the store does not tell how much more it can take");
        }

        var found = $"{Quantity.Bytes(bytes)} free for the store";
        return bytes switch
        {
            < NoSpace => Finding.Problem(CheckName.Space, found, "Free some: points wait when nothing can be written. `diffmh plan FILE` says how much a sweep needs."),
            < LittleSpace => Finding.Warning(CheckName.Space, found, "See by `diffmh plan FILE` whether that is enough for the next sweep."),
            _ => Finding.Ok(CheckName.Space, found),
        };
    }

    private static string Milliseconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalMilliseconds:0.###} ms");
}

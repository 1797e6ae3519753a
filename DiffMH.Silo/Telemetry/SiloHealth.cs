using System.Collections.Immutable;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace DiffMH.Silo.Telemetry;

/// <summary>Tells whether a silo is alive, and whether it is ready for work: joined, with a store that answers and plugins that are loaded.</summary>
/// <param name="members">Reads the store.</param>
/// <param name="time">The clock.</param>
internal sealed class SiloHealth(IMemberList members, TimeProvider time) : IDisposable
{
    /// <summary>However often it is asked, the store is asked once in this time.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim turn = new(1);
    private ImmutableArray<HealthCheck> last = [];
    private long lookedAt;

    /// <summary>The silo's services, from when it is built; null before.</summary>
    public IServiceProvider? Silo { get; set; }

    /// <summary>False where the others have declared this silo dead: it will do nothing more, and should be started again.</summary>
    public bool IsAlive => Status != SiloStatus.Dead;

    private SiloStatus Status => Silo?.GetService<ISiloStatusOracle>()?.CurrentStatus ?? SiloStatus.Created;

    /// <summary>Looks at everything. Answers are at most a second old.</summary>
    public async Task<ImmutableArray<HealthCheck>> Look(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (last.IsEmpty || time.GetElapsedTime(lookedAt) >= Fresh)
            {
                last = [new("joined", Joined()), new("store", await Store(cancellationToken)), new("plugins", Plugins())];
                lookedAt = time.GetTimestamp();
            }

            return last;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        members.Dispose();
        turn.Dispose();
    }

    private string? Joined() => Status == SiloStatus.Active ? null : $"the silo is {Status}, and takes work as soon as it is {SiloStatus.Active}";

    private async Task<string?> Store(CancellationToken cancellationToken)
    {
        if (Silo?.GetService<StoreHealth>()?.Trouble is { } trouble)
        {
            return trouble;   // a store may be read and not written
        }

        try
        {
            await members.Read(cancellationToken).WaitAsync(StorePatience, time, cancellationToken);
            return null;
        }
        catch (TimeoutException)
        {
            return $"the store gives no answer within {StorePatience.TotalSeconds:0} s";
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return exception.Message;   // whatever it is, the silo cannot read its store
        }
    }

    private string? Plugins() => Silo?.GetService<SiloPlugins>()?.Shelf switch
    {
        { IsCompletedSuccessfully: true } => null,
        { IsFaulted: true } failed => failed.Exception.GetBaseException().Message,
        _ => "plugins are being loaded",
    };
}

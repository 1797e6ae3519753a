namespace DiffMH.Silo.Hosting;

/// <summary>Lets the silos of a store join one after the other, from before they listen until they are members.</summary>
/// <remarks>
/// Each changes the table of members three times on its way in. Where two do so at once, one finds the table changed, and Orleans
/// waits two to four seconds before it tries again: too long for silos that are all started again after a crash. And a silo that
/// listens already would make its predecessor at the same port look alive to <see cref="LostSilos"/>.
/// </remarks>
/// <param name="path">The store's file.</param>
/// <param name="time">For waiting.</param>
internal sealed class JoinTurn(string path, TimeProvider time) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>Orleans listens one stage later.</summary>
    private const int Begin = ServiceLifecycleStage.RuntimeInitialize - 2;

    private const int End = ServiceLifecycleStage.BecomeActive + 1;

    /// <summary>A join takes a fraction of a second. Whoever hangs in it must not keep the others out.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private DataFolderLock? turn;

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle observer)
    {
        observer.Subscribe(nameof(JoinTurn), Begin, Take);
        observer.Subscribe(nameof(JoinTurn), End, Give);
    }

    /// <inheritdoc/>
    public void Dispose() => turn?.Dispose();

    private async Task Take(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (turn is null && time.GetElapsedTime(start) < Patience)
        {
            try
            {
                turn = DataFolderLock.Take(path + ".joining");
            }
            catch (IOException)
            {
                await Task.Delay(LookEvery, time, cancellationToken);
            }
        }
    }

    private Task Give(CancellationToken cancellationToken)
    {
        turn?.Dispose();
        return Task.CompletedTask;
    }
}

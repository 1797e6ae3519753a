using DiffMH.Silo.Storage;

namespace DiffMH.Silo.Hosting;

/// <summary>Lets the silos of a store change the table of members one after the other, as they join and as they leave.</summary>
/// <remarks>
/// Where two change it at once, one finds it changed, and Orleans waits two to four seconds before it tries again. That is too long for
/// silos that are all started again after a crash, and for silos that all stop: their points commit only after the change. And a silo
/// that listens already would make its predecessor at the same port look alive to <see cref="LostSilos"/>, so joining begins before that.
/// </remarks>
/// <param name="store">The store, which has one turn.</param>
/// <param name="time">For waiting.</param>
internal sealed class MembershipTurn(IClusterStore store, TimeProvider time) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    // Orleans listens at RuntimeInitialize − 1, and stops listening there; it writes to the table up to BecomeActive on its way in, and
    // on its way out at BecomeActive, before it deactivates grains one stage below, and at RuntimeInitialize + 1.
    private const int BeforeListening = ServiceLifecycleStage.RuntimeInitialize - 2;
    private const int BeforeLastWrite = ServiceLifecycleStage.RuntimeInitialize + 2;
    private const int AsGrainsDeactivate = ServiceLifecycleStage.BecomeActive - 1;
    private const int Active = ServiceLifecycleStage.Active;

    /// <summary>A join takes a fraction of a second. Whoever hangs in it must not keep the others out.</summary>
    private static readonly TimeSpan PatienceToJoin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PatienceToLeave = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    private IDisposable? turn;

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle observer)
    {
        observer.Subscribe(nameof(MembershipTurn), BeforeListening, cancellation => Take(PatienceToJoin, cancellation), Give);
        observer.Subscribe(nameof(MembershipTurn), Active, Give, _ => Take(PatienceToLeave, CancellationToken.None));
        observer.Subscribe(nameof(MembershipTurn), AsGrainsDeactivate, Nothing, Give);
        observer.Subscribe(nameof(MembershipTurn), BeforeLastWrite, Nothing, _ => Take(PatienceToLeave, CancellationToken.None));
    }

    /// <inheritdoc/>
    public void Dispose() => turn?.Dispose();

    private static Task Nothing(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Take(TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (turn is null && time.GetElapsedTime(start) < patience)
        {
            turn = store.TryTakeTurn();
            if (turn is null)
            {
                await Task.Delay(LookEvery, time, cancellationToken);
            }
        }
    }

    private Task Give(CancellationToken cancellationToken)
    {
        turn?.Dispose();
        turn = null;
        return Task.CompletedTask;
    }
}

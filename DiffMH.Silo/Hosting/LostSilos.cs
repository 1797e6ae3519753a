using Microsoft.Extensions.Logging;

namespace DiffMH.Silo.Hosting;

/// <summary>Before a silo joins, declares those members dead at whose address nobody listens any more.</summary>
/// <remarks>
/// After all silos were killed, Orleans would wait until their heartbeats are overdue and then probe them, some 16 s, because silence
/// proves nothing. A refused connection does: the address's own machine says that nobody is there, and a member listens from before
/// it enters the table until after it has left. At the loopback address of another machine nobody can be asked; and for another machine a
/// firewall may answer, so that its members must have been silent for a while as well. The change is the one that a vote would make, and loses against any other.
/// </remarks>
internal sealed class LostSilos(IMembershipTable table, ILocalSiloDetails self, TimeProvider time, ILogger<LostSilos> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Before this silo reads the table for the first time.</summary>
    private const int Stage = ServiceLifecycleStage.RuntimeGrainServices - 1;

    /// <summary>Of the notes that a silo makes every five seconds two are missing.</summary>
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(15);

    /// <summary>With two silos starting at once the table changes a few times.</summary>
    private const int Attempts = 10;

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle observer) => observer.Subscribe(nameof(LostSilos), Stage, DeclareDead);

    /// <summary>Looks at all members and declares the lost ones dead.</summary>
    internal async Task DeclareDead(CancellationToken cancellationToken)
    {
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, cancellationToken);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var members = await table.ReadAllAsync(cancellationToken);
            var others = members.Members.Where(row => row.Item1.Status != SiloStatus.Dead && IsAnother(row.Item1) && MayBeLost(row.Item1)).ToArray();
            var answers = await Task.WhenAll(others.Select(row => Listening.At(row.Item1.SiloAddress.Endpoint, cancellationToken)));
            var lost = Array.IndexOf(answers, false);
            if (lost < 0)
            {
                return;
            }

            await DeclareDead(others[lost], members.Version, cancellationToken);
        }
    }

    private bool IsAnother(MembershipEntry member) => !member.SiloAddress.Endpoint.Equals(self.SiloAddress.Endpoint) && SiloReach.IsKnownOn(member, self.DnsHostName);

    private bool MayBeLost(MembershipEntry member) => member.HostName == self.DnsHostName || time.GetUtcNow().UtcDateTime - member.IAmAliveTime > Silent;

    private async Task DeclareDead(Tuple<MembershipEntry, string> row, TableVersion version, CancellationToken cancellationToken)
    {
        var (entry, etag) = row;
        entry.Status = SiloStatus.Dead;
        entry.AddSuspector(self.SiloAddress, time.GetUtcNow().UtcDateTime);
        if (await table.UpdateRowAsync(entry, etag, version.Next(), cancellationToken))
        {
            logger.LogInformation("Silo {Name} at {Address} is gone.", entry.SiloName, entry.SiloAddress);
        }
    }
}

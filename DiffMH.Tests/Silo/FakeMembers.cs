using Orleans.Runtime.MembershipService.SiloMetadata;

namespace DiffMH.Tests.Silo;

/// <summary>A cluster of which only the list of active silos is there, with no more published about them.</summary>
internal sealed class FakeMembers(FakeSilo self, params IReadOnlyList<FakeSilo> active) : ISiloStatusOracle, ISiloMetadataCache
{
    /// <summary>How often all have been looked at.</summary>
    public int Looks { get; private set; }

    public SiloStatus CurrentStatus => active.Contains(self) ? SiloStatus.Active : SiloStatus.ShuttingDown;

    public string SiloName => self.Name;

    public SiloAddress SiloAddress => self.SiloAddress;

    public SiloStatus GetApproximateSiloStatus(SiloAddress siloAddress) => GetActiveSilos().Contains(siloAddress) ? SiloStatus.Active : SiloStatus.Dead;

    public Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false)
    {
        Looks++;
        return active.ToDictionary(silo => silo.SiloAddress, _ => SiloStatus.Active);
    }

    public SiloAddress[] GetActiveSilos() => [.. active.Select(silo => silo.SiloAddress)];

    public bool TryGetSiloName(SiloAddress siloAddress, out string siloName)
    {
        siloName = active.FirstOrDefault(silo => silo.SiloAddress.Equals(siloAddress))?.Name ?? "";
        return siloName.Length > 0;
    }

    public bool IsFunctionalDirectory(SiloAddress siloAddress) => GetActiveSilos().Contains(siloAddress);

    public bool IsDeadSilo(SiloAddress silo) => !GetActiveSilos().Contains(silo);

    public bool SubscribeToSiloStatusEvents(ISiloStatusListener observer) => true;

    public bool UnSubscribeFromSiloStatusEvents(ISiloStatusListener observer) => true;

    public SiloMetadata GetSiloMetadata(SiloAddress siloAddress) => new();
}

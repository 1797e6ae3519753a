namespace DiffMH.Tests.Support;

public sealed class MachinePausesTests
{
    [Theory]
    [InlineData("Orleans.Runtime.MembershipService.SiloHealthMonitor: Did not get response for probe #4 to silo S127.0.0.1:11112:1 after 00:00:01.1. Current number of consecutive failed probes is 1", true)]
    [InlineData("Orleans.Runtime.MembershipService.SiloHealthMonitor: Probe #4 to silo S127.0.0.1:11112:1 failed after 00:00:01.1, but local execution stalled for 00:00:01 during the probe.", true)]
    [InlineData("Orleans.Runtime.AsyncTimer.Probe: Timer should have fired at 1 but fired at 2, which is 00:00:03 longer than expected", true)]
    [InlineData("Orleans.Runtime.MembershipService.ClusterHealthMonitor: Silo S127.0.0.1:11112:1 is evicted", false)]
    [InlineData("DiffMH.Silo.Grains.SweepGrain: Did not get response for probe #4", false)]
    public void A_pause_is_what_Orleans_says_of_it_and_nothing_else(string entry, bool isOne) => Assert.Equal(isOne, MachinePauses.Told($"2026-01-01T00:00:00.0000000+00:00 Warning {entry}"));
}

using System.Collections.Immutable;
using DiffMH.Client.Sources;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

/// <summary>Commands that go to all silos wait for those that listen and have not reported yet, and not for ever.</summary>
public sealed class ReportedSilosTests
{
    private readonly WaitlessTime time = new();

    [Fact]
    public async Task A_silo_that_was_started_again_is_waited_for_though_the_one_before_is_known_still()
    {
        Assert.Equal(["a", "new"], await Of(["a", "new"], ["a", "old"], ["a", "old"], ["a", "old", "new"]));
        Assert.Equal(TimeSpan.FromSeconds(0.4), time.GetElapsedTime(0));
    }

    [Fact]
    public async Task Where_all_have_reported_nobody_waits()
    {
        Assert.Equal(["a", "b"], await Of(["a", "b"], ["a", "b", "dead"]));
        Assert.Equal(TimeSpan.Zero, time.GetElapsedTime(0));
    }

    [Fact]
    public async Task One_that_reports_nothing_is_given_up_after_five_seconds()
    {
        Assert.Equal(["a"], await Of(["a", "mute"], ["a"]));
        Assert.InRange(time.GetElapsedTime(0).TotalSeconds, 5, 5.3);
        Assert.Empty(await Of([], ["dead"]));
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_for_a_moment_leaves_nobody_out()
    {
        var asked = 0;
        var silos = await ReportedSilos.Of(
            () => Task.FromResult<ImmutableArray<SiloReport>>([Report("a"), Report("gone")]),
            () => asked++ == 0 ? throw new IOException("busy") : Task.FromResult<ImmutableArray<string>>(["a"]),
            time,
            TestContext.Current.CancellationToken);
        Assert.Equal("a", Assert.Single(silos).Address);
        var whole = await ReportedSilos.Of(() => Task.FromResult<ImmutableArray<SiloReport>>([Report("a"), Report("b")]), () => throw new IOException("away"), time, TestContext.Current.CancellationToken);
        Assert.Equal(["a", "b"], whole.Select(silo => silo.Address));
    }

    /// <summary>Which silos are told.</summary>
    /// <param name="listening">Those that listen.</param>
    /// <param name="reported">Those that the registry knows at each question; the last stays.</param>
    private async Task<IEnumerable<string>> Of(string[] listening, params string[][] reported)
    {
        var asked = 0;
        var silos = await ReportedSilos.Of(
            () => Task.FromResult<ImmutableArray<SiloReport>>([.. reported[Math.Min(asked++, reported.Length - 1)].Select(Report)]),
            () => Task.FromResult<ImmutableArray<string>>([.. listening]),
            time,
            TestContext.Current.CancellationToken);
        return silos.Select(silo => silo.Address);
    }

    private static SiloReport Report(string address) => new(address, address, "1", ComputeThreads: 1, "", Batches: 0, BusySeconds: 0, UpSeconds: 0, []);
}

using DiffMH.Silo.Grains;
using DiffMH.Silo.Security;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Silo;

/// <summary>The registry knows the silos that report, and forgets those that have stopped.</summary>
public sealed class PluginRegistryTests
{
    private readonly SteppingTime time = new();
    private readonly PluginRegistryGrain registry;

    public PluginRegistryTests() => registry = new(Credentials.None, time);

    [Fact]
    public async Task A_silo_is_told_as_it_last_reported_and_forgotten_after_ten_seconds_of_silence()
    {
        await registry.Report(Silo("b", batches: 1));
        await registry.Report(Silo("a", batches: 1));
        time.Now = TimeSpan.FromSeconds(6);
        await registry.Report(Silo("b", batches: 5));
        Assert.Equal([("a", 1), ("b", 5)], (await registry.Silos()).Select(silo => (silo.Name, silo.Batches)));

        time.Now = TimeSpan.FromSeconds(10.1);
        Assert.Equal(["b"], (await registry.Silos()).Select(silo => silo.Name));
        await registry.Report(Silo("a", batches: 2));
        Assert.Equal(["a", "b"], (await registry.Silos()).Select(silo => silo.Name));
    }

    private static SiloReport Silo(string name, long batches) => new($"127.0.0.1:1@{name}", name, "1.0", 1, "", batches, 0, 0, []);
}

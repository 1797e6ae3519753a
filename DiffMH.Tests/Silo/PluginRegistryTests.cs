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

    [Fact]
    public async Task Who_asks_again_is_told_only_what_has_changed()
    {
        await registry.Report(Silo("a", batches: 1));
        var first = await registry.SilosSince("");
        Assert.Equal(["a"], first.Silos!.Value.Select(silo => silo.Name));
        await registry.Report(Silo("a", batches: 2));
        Assert.Null((await registry.SilosSince(first.Edition)).Silos);

        await registry.Report(Silo("a", batches: 2) with { Plugins = [Plugin("one")] });
        var dropped = await registry.SilosSince(first.Edition);
        Assert.NotNull(dropped.Silos);
        await registry.Report(Silo("a", batches: 3) with { Plugins = [Plugin("one")] });
        Assert.Null((await registry.SilosSince(dropped.Edition)).Silos);
        await registry.Report(Silo("a", batches: 3) with { Plugins = [Plugin("one") with { Quarantine = "hung" }] });
        var sick = await registry.SilosSince(dropped.Edition);
        Assert.NotNull(sick.Silos);

        await registry.Report(Silo("b", batches: 0));
        var joined = await registry.SilosSince(sick.Edition);
        Assert.Equal(["a", "b"], joined.Silos!.Value.Select(silo => silo.Name));
        time.Now = TimeSpan.FromSeconds(10.1);
        Assert.Empty((await registry.SilosSince(joined.Edition)).Silos!.Value);
    }

    [Fact]
    public async Task Another_activation_of_the_registry_has_other_editions()
    {
        var edition = (await registry.SilosSince("")).Edition;
        time.Now = TimeSpan.FromSeconds(1);
        Assert.NotNull((await new PluginRegistryGrain(Credentials.None, time).SilosSince(edition)).Silos);
    }

    private static PluginStatus Plugin(string name) => new(name, new(name, "1.0.0", new string('a', 64)), Reason: null, [], []);

    private static SiloReport Silo(string name, long batches) => new($"127.0.0.1:1@{name}", name, "1.0", 1, "", batches, 0, 0, []);
}

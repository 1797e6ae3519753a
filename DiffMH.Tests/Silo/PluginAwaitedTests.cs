using DiffMH.Silo.Grains;

namespace DiffMH.Tests.Silo;

/// <summary>A point that waits for plugins says what is missing, and never that something is missing which is there.</summary>
public sealed class PluginAwaitedTests
{
    private static readonly PluginReference Model = new("Model", "1.0", new string('a', 64)), Coupling = new("Coupling", "2.0", new string('b', 64));

    private static readonly PointSpec Point = SweepOf.Freeze(SweepOf.Ising, Models.BuiltPlugins.Catalogue).Points[0] with { Plugin = Model, CouplingPlugin = Coupling };

    [Fact]
    public void What_no_silo_has_is_named_with_what_there_is_instead() => Assert.Equal(
        "No silo has plugin Coupling 2.0 with hash bbbbbbbb, but 1.9 with hash cccccccc. Put its folder into the plugins folder of a silo; it is picked up without a restart.",
        Reason(Silo("one", Model, Coupling with { Version = "1.9", Hash = new string('c', 64) })));

    [Fact]
    public void Plugins_that_are_on_different_silos_are_to_be_put_together() => Assert.Equal(
        "No silo has both plugin Model 1.0 with hash aaaaaaaa and Coupling 2.0 with hash bbbbbbbb. Put both folders into the plugins folder of one silo; they are picked up without a restart.",
        Reason(Silo("one", Model), Silo("two", Coupling)));

    [Fact]
    public void Plugins_of_a_silo_that_comes_or_goes_are_not_told_to_be_missing() => Assert.StartsWith(
        "The silo that has plugin Model 1.0 with hash aaaaaaaa and Coupling 2.0 with hash bbbbbbbb has just come, or has left.",
        Reason(Silo("one", Model, Coupling)),
        StringComparison.Ordinal);

    [Fact]
    public void A_plugin_in_quarantine_is_told_to_be_so_with_the_reason_and_what_to_do()
    {
        var silo = Silo("one", Model, Coupling);
        Assert.Equal(
            "Plugin Coupling 2.0 with hash bbbbbbbb is in quarantine on one: it hung. "
                + "Start a silo again to go on with it, with a longer --batch-limit where it only takes long; or mend the plugin, and submit the sweep with the new version.",
            Reason(silo with { Plugins = [silo.Plugins[0], silo.Plugins[1] with { Quarantine = "it hung" }] }));
    }

    private static string Reason(params SiloReport[] silos) => PluginAwaitedException.Of(Point, [.. silos]).Message;

    private static SiloReport Silo(string name, params PluginReference[] plugins) =>
        new($"127.0.0.1:1@{name}", name, "1.0", 1, "", 0, 0, 0, [.. plugins.Select(plugin => new PluginStatus(plugin.Id, plugin, null, [], []))]);
}

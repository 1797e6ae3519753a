using DiffMH.Silo.Plugins;
using DiffMH.Tests.Client;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Plugins;

/// <summary>A folder that cannot be loaded never stops anything: it gets a status with the reason.</summary>
public sealed class PluginSetTests(BuiltPlugins built) : IClassFixture<BuiltPlugins>
{
    [Theory]
    [InlineData("DiffMH.TestPlugins.NoPluginClass", "No plugin class in DiffMH.TestPlugins.NoPluginClass.")]
    [InlineData("DiffMH.TestPlugins.SeveralClasses", "Several plugin classes: DiffMH.TestPlugins.SeveralClasses.FirstPlugin, DiffMH.TestPlugins.SeveralClasses.SecondPlugin.")]
    [InlineData("DiffMH.TestPlugins.NewerContract", "NotSupported: needs contract 2.x, this silo has 1.0.")]
    [InlineData("DiffMH.TestPlugins.MissingDependency", "Missing dependency: DiffMH.TestPlugins.Dependency 0.1.0.0. Put DiffMH.TestPlugins.Dependency.dll into the plugin's folder.")]
    [InlineData("DiffMH.TestPlugins.ThrowingConstructor", "The constructor of DiffMH.TestPlugins.ThrowingConstructor.ThrowingConstructorPlugin threw System.InvalidOperationException: out of paper")]
    [InlineData("DiffMH.TestPlugins.ThrowingRegister", "out of ink")]
    public void A_broken_plugin_has_a_status_that_says_why_and_which_plugin_it_is(string folder, string reason)
    {
        var status = Assert.Single(built.Set.Statuses, status => status.Folder == folder);
        Assert.False(status.IsLoaded);
        Assert.Contains(reason, status.Reason, StringComparison.Ordinal);
        Assert.Equal(folder, status.Plugin?.Id);
        Assert.Empty(status.Models);
    }

    [Fact]
    public void A_plugin_whose_constructor_does_not_return_is_refused()
    {
        using var drop = new TemporaryFolder();
        const string Name = "DiffMH.TestPlugins.ThrowingConstructor";
        CopiedPlugins.To(drop.File("plugins"), Name);
        drop.Write($"plugins/{Name}/endless.txt", "");
        var load = PluginLoad.Of(drop.File($"plugins/{Name}"), PluginCopies.Temporary, isUnloadable: true, patience: TimeSpan.FromSeconds(0.5));
        Assert.Null(load.Assembly);
        Assert.Equal("its constructor, or its Register, did not return within 0.5 s.", load.Status.Reason);
        Assert.Equal(Name, load.Status.Plugin?.Id);
    }

    [Fact]
    public void A_sound_plugin_beside_broken_ones_is_loaded()
    {
        var status = Assert.Single(built.Set.Statuses, status => status.Folder == "DiffMH.TestPlugins.Moods");
        Assert.True(status.IsLoaded, status.Reason);
        Assert.Equal("DiffMH.TestPlugins.Moods", status.Plugin?.Id);
        Assert.Equal("0.1.0", status.Plugin?.Version);
        Assert.Equal(["moods"], status.Models);
        Assert.NotNull(built.Set.Catalogue.Find(status.Plugin!));
    }

    [Fact]
    public void A_folder_without_its_assembly_and_a_file_that_is_no_assembly_have_a_status()
    {
        using var drop = new TemporaryFolder();
        Directory.CreateDirectory(drop.File("Empty"));
        Directory.CreateDirectory(drop.File("Text"));
        File.WriteAllText(drop.File("Text/Text.dll"), "not an assembly");
        Directory.CreateDirectory(drop.File("Alias"));
        File.Copy(Path.Combine(BuiltPlugins.Folder, "DiffMH.TestPlugins.Moods", "DiffMH.TestPlugins.Moods.dll"), drop.File("Alias/Alias.dll"));

        var statuses = PluginSet.Load(drop.Path).Statuses.ToDictionary(status => status.Folder, status => status.Reason);

        Assert.Equal("No Empty.dll in the folder. Name the folder like the plugin's assembly.", statuses["Empty"]);
        Assert.Equal("Text.dll is not a .NET assembly. Copy it again, or build it.", statuses["Text"]);
        Assert.Equal("Alias.dll holds the assembly DiffMH.TestPlugins.Moods. Name folder, file and assembly alike.", statuses["Alias"]);
    }

    [Fact]
    public void The_drop_folder_is_not_locked_and_a_changed_plugin_loads_beside_the_old_one()
    {
        using var drop = new TemporaryFolder();
        const string Name = "DiffMH.TestPlugins.Moods";
        Directory.CreateDirectory(drop.File(Name));
        File.Copy(Path.Combine(BuiltPlugins.Folder, Name, Name + ".dll"), drop.File($"{Name}/{Name}.dll"));
        var before = Assert.Single(PluginSet.Load(drop.Path).Statuses);

        File.WriteAllText(drop.File($"{Name}/notes.txt"), "a private file counts");
        using (var exclusive = new FileStream(drop.File($"{Name}/{Name}.dll"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.True(exclusive.CanWrite);
        }

        var after = Assert.Single(PluginSet.Load(drop.Path).Statuses);
        Assert.True(before.IsLoaded && after.IsLoaded);
        Assert.NotEqual(before.Plugin!.Hash, after.Plugin!.Hash);
    }

    [Fact]
    public void A_missing_drop_folder_is_named() =>
        Assert.Contains("/nowhere/at/all", Assert.Throws<DirectoryNotFoundException>(() => PluginSet.Load("/nowhere/at/all")).Message, StringComparison.Ordinal);
}

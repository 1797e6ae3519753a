using System.Runtime.Loader;
using System.Runtime.Versioning;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Client;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Plugins;

/// <summary>A shelf of plugins follows its drop folder: versions stand side by side, what is used or pinned stays, and all that happens is said.</summary>
public sealed class DroppedPluginsTests : IDisposable
{
    private const string Ising = "DiffMH.Plugins.Ising";

    private readonly TemporaryFolder folder = new();
    private readonly SteppingTime time = new();
    private DroppedPlugins plugins;
    private string? last;

    public DroppedPluginsTests()
    {
        Directory.CreateDirectory(Drop);
        plugins = Open();
    }

    private string Drop => folder.File("drop");

    private PluginReference Current => Assert.Single(plugins.Shelf.Statuses, status => status is { IsLoaded: true, Stage: PluginStage.Dropped }).Plugin!;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_dropped_folder_is_loading_while_it_changes_and_loaded_when_it_is_quiet()
    {
        CopiedPlugins.To(Drop, Ising);
        Assert.Empty(plugins.Look(DroppedPlugins.Quiet, out var isChanged));
        Assert.True(isChanged);
        var status = Assert.Single(plugins.Shelf.Statuses);
        Assert.Equal((PluginStage.Loading, false), (status.Stage, status.IsLoaded));
        Assert.Contains("files are still changing", status.Reason);

        Assert.Equal($"plugin {Ising} 0.1.0 ({FolderHash.Of(Path.Combine(Drop, Ising))[..8]}) loaded", Look());
        Assert.Equal(["ising-2d"], Assert.Single(plugins.Shelf.Statuses).Models);
        plugins.Look(DroppedPlugins.Quiet, out isChanged);
        Assert.False(isChanged);
    }

    [Fact]
    public void Half_a_plugin_says_what_is_wrong_and_is_tried_again_when_it_changes()
    {
        CopiedPlugins.To(folder.File("whole"), Ising);
        var whole = File.ReadAllBytes(folder.File($"whole/{Ising}/{Ising}.dll"));
        Directory.CreateDirectory(Path.Combine(Drop, Ising));
        var file = Path.Combine(Drop, Ising, $"{Ising}.dll");
        foreach (var share in new[] { 0.0, 0.01, 0.5, 0.9 })
        {
            File.WriteAllBytes(file, whole[..(int)(share * whole.Length)]);
            Assert.Contains("refused: ", Look());
            Assert.False(Assert.Single(plugins.Shelf.Statuses).IsLoaded);
        }

        File.WriteAllBytes(file, whole);
        Assert.EndsWith(" loaded", Look());
        Assert.True(Assert.Single(plugins.Shelf.Statuses).IsLoaded);
    }

    [Fact]
    public void A_replaced_version_stays_while_it_is_used_and_what_is_not_used_is_unloaded()
    {
        CopiedPlugins.To(Drop, Ising);
        Look();
        var old = Current;
        var lease = plugins.Shelf.Lease(Point(old))!;
        Replace("two");
        Assert.Equal($"plugin {Ising} 0.1.0 ({Current.Hash[..8]}) replaced 0.1.0 ({old.Hash[..8]})", last);
        Assert.Equal(PluginStage.Leaving, Assert.Single(plugins.Shelf.Statuses, status => status.Plugin == old).Stage);
        Assert.False(plugins.Shelf.Offers(Point(old)));
        Assert.NotNull(lease.Catalogue.Find(old));

        var second = Current;
        Replace("three");   // nobody uses the second
        Assert.DoesNotContain(plugins.Shelf.Statuses, status => status.Plugin == second);
        lease.Dispose();
        lease.Dispose();
        Assert.Equal(Current, Assert.Single(plugins.Shelf.Statuses).Plugin);
    }

    [Fact]
    public void A_version_that_a_sweep_is_pinned_to_stays_and_is_loaded_again_after_a_restart_and_goes_with_its_folder()
    {
        CopiedPlugins.To(Drop, Ising);
        Look();
        var old = Current;
        plugins.Keep([old], out _);
        Replace("two");
        Assert.True(plugins.Shelf.Offers(Point(old)));
        Assert.Equal(PluginStage.Kept, Assert.Single(plugins.Shelf.Statuses, status => status.Plugin == old).Stage);

        plugins = Open();
        Assert.False(plugins.Shelf.Offers(Point(old)));
        Assert.Equal($"plugin {Ising} 0.1.0 ({old.Hash[..8]}) loaded from its copy: an unfinished sweep is pinned to it", Assert.Single(plugins.Keep([old], out var isChanged)).Text);
        Assert.True(isChanged && plugins.Shelf.Offers(Point(old)));
        Assert.Empty(plugins.Keep([old], out isChanged));
        Assert.False(isChanged);

        Directory.Delete(Path.Combine(Drop, Ising), recursive: true);
        Assert.EndsWith("removed: its folder is gone", Look());
        Assert.Empty(plugins.Shelf.Statuses);
        Assert.Empty(plugins.Keep([old], out _));
        CopiedPlugins.To(Drop, Ising);
        Assert.EndsWith(" loaded", Look());
        Assert.Equal(old, Current);

        plugins.Keep([], out _);
        Replace("three");
        Assert.Single(plugins.Shelf.Statuses);
    }

    [Fact]
    public void A_broken_version_over_a_sound_one_is_refused_and_the_sound_one_stays_for_what_is_pinned_to_it()
    {
        CopiedPlugins.To(Drop, Ising);
        Look();
        var old = Current;
        plugins.Keep([old], out _);
        File.WriteAllText(Path.Combine(Drop, Ising, $"{Ising}.dll"), "not an assembly");
        Assert.Equal($"plugin {Ising} refused: {Ising}.dll is not a .NET assembly. Copy it again, or build it.", Look());
        Assert.True(plugins.Shelf.Offers(Point(old)));
        plugins.Keep([], out _);
        Assert.False(plugins.Shelf.Offers(Point(old)));
    }

    [Fact]
    public void Other_content_of_the_same_size_and_time_is_noticed_within_a_minute()
    {
        CopiedPlugins.To(Drop, Ising);
        Replace("one");
        var (note, old) = (Path.Combine(Drop, Ising, "note.txt"), Current);
        var written = File.GetLastWriteTimeUtc(note);
        File.WriteAllText(note, "two");
        File.SetLastWriteTimeUtc(note, written);
        Assert.Empty(Look()!);
        time.Now += TimeSpan.FromMinutes(1);
        Assert.EndsWith($"replaced 0.1.0 ({old.Hash[..8]})", Look());
        Assert.NotEqual(old, Current);
    }

    [Fact]
    public void A_removed_plugin_that_comes_back_while_it_is_used_is_the_same()
    {
        CopiedPlugins.To(Drop, Ising);
        Look();
        using var lease = plugins.Shelf.Lease(Point(Current))!;
        Directory.Move(Path.Combine(Drop, Ising), Path.Combine(Drop, "Other"));
        Look();
        Assert.Equal(PluginStage.Leaving, Assert.Single(plugins.Shelf.Statuses, status => status.Folder == Ising).Stage);
        Assert.Contains("No Other.dll in the folder", Assert.Single(plugins.Shelf.Statuses, status => status.Folder == "Other").Reason);
        Directory.Move(Path.Combine(Drop, "Other"), Path.Combine(Drop, Ising));
        Assert.EndsWith("is back", Look());
        Assert.True(plugins.Shelf.Offers(Point(Current)));
    }

    [Fact]
    public void A_plugin_that_throws_when_it_is_unloaded_does_not_keep_others()
    {
        string[] names = [Ising, "DiffMH.Plugins.Mixture"];
        CopiedPlugins.To(Drop, names);
        Look();
        var unloaded = new List<string>();
        foreach (var name in names)
        {
            var load = plugins.Shelf.Claim(Assert.Single(plugins.Shelf.Statuses, status => status.Folder == name).Plugin!)!;
            AssemblyLoadContext.GetLoadContext(load.Assembly!.Plugin.GetType().Assembly)!.Unloading += _ =>
            {
                unloaded.Add(name);
                throw new InvalidOperationException("as a plugin may");
            };
            Directory.Delete(Path.Combine(Drop, name), recursive: true);
        }

        Look();
        Assert.Empty(plugins.Shelf.Statuses);
        Assert.Equal(names, unloaded);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_copy_that_cannot_be_read_for_a_while_is_said_once_and_loaded_after()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions");
        CopiedPlugins.To(Drop, Ising);
        Look();
        var old = Current;
        plugins.Keep([old], out _);
        Replace("two");
        plugins = Open();

        var (copies, mode) = (folder.File("copies"), File.GetUnixFileMode(folder.File("copies")));
        File.SetUnixFileMode(copies, mode | UnixFileMode.OtherWrite);
        Assert.Contains("can be written by others", Assert.Single(plugins.Keep([old], out _)).Text);
        Assert.Empty(plugins.Keep([old], out _));
        File.SetUnixFileMode(copies, mode);
        Assert.Contains("loaded from its copy", Assert.Single(plugins.Keep([old], out _)).Text);
    }

    [Fact]
    public void A_folder_that_is_not_ours_to_read_is_tried_again_though_it_does_not_change()
    {
        Assert.True(PluginLoad.Refused(Ising, reference: null, new UnauthorizedAccessException()).MayPass);
        Assert.False(PluginLoad.Refused(Ising, reference: null, new PluginRefusedException("No plugin class.")).MayPass);
    }

    [Fact]
    public void Copies_that_nobody_has_used_for_a_day_are_removed()
    {
        CopiedPlugins.To(Drop, Ising);
        Look();
        string[] Copies() => [.. Directory.GetDirectories(folder.File("copies")).Select(Path.GetFileName).OfType<string>()];
        var (old, forgotten) = (Current.Hash, folder.File("copies/forgotten"));
        Directory.CreateDirectory(forgotten);
        foreach (var copy in new[] { forgotten, folder.File($"copies/{old}") })
        {
            Directory.SetLastWriteTimeUtc(copy, time.GetUtcNow().UtcDateTime.AddDays(-2));
        }

        plugins.Keep([], out _);
        Assert.Equal([old], Copies());
    }

    private DroppedPlugins Open() => DroppedPlugins.Open(Drop, new PluginCopies(folder.File("copies")), time);

    /// <summary>Looks at what has changed, and again when it has been quiet.</summary>
    private string? Look()
    {
        var events = plugins.Look(DroppedPlugins.Quiet, out _);
        time.Now += DroppedPlugins.Quiet;
        return last = string.Join('\n', events.Concat(plugins.Look(DroppedPlugins.Quiet, out _)).Select(happened => happened.Text));
    }

    private void Replace(string note)
    {
        File.WriteAllText(Path.Combine(Drop, Ising, "note.txt"), note);
        Look();
    }

    private static PointSpec Point(PluginReference plugin) => SweepOf.Freeze(SweepOf.Ising, Models.BuiltPlugins.Catalogue).Points[0] with { Plugin = plugin };
}

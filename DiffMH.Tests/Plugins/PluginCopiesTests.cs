using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Plugins;

/// <summary>Copies are what their hash says, and nobody else can put code among them.</summary>
public sealed partial class PluginCopiesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_copy_has_the_content_of_its_hash_also_where_a_damaged_one_was_before()
    {
        var plugin = Directory.CreateDirectory(folder.File("Plugin")).FullName;
        File.WriteAllText(Path.Combine(plugin, "Plugin.dll"), "code");
        var hash = FolderHash.Of(plugin);
        var copies = new PluginCopies(folder.File("copies"));

        var copy = copies.Of(plugin, hash);
        File.WriteAllText(Path.Combine(copy, "Plugin.dll"), "damaged");
        Assert.Equal(copy, copies.Of(plugin, hash));
        Assert.Equal(hash, FolderHash.Of(copy));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_of_copies_that_others_can_write_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions");
        var plugin = Directory.CreateDirectory(folder.File("Plugin")).FullName;
        var root = folder.File("copies");
        Directory.CreateDirectory(root);
        File.SetUnixFileMode(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherWrite);

        var refusal = Assert.Throws<IOException>(() => new PluginCopies(root).Of(plugin, FolderHash.Of(plugin)));
        Assert.Contains("can be written by others (mode 702)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_of_copies_that_another_user_made_beforehand_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions");
        var root = Directory.CreateDirectory(folder.File("copies")).FullName;
        Assert.SkipUnless(Chown(root, 12345, -1) == 0, "only root can give a folder away");

        var refusal = Assert.Throws<IOException>(() => new PluginCopies(root).Find(new string('0', 64)));
        Assert.Contains("belongs to another user (number 12345)", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, Chown(root, 0, -1));
        Assert.Null(new PluginCopies(root).Find(new string('0', 64)));
    }

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Chown(string path, int owner, int group);
}

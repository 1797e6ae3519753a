using DiffMH.Silo.Plugins;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Plugins;

/// <summary>A plugin's identity depends on its files' names and contents, and on nothing else.</summary>
public sealed class FolderHashTests
{
    [Fact]
    public void Equal_folders_have_the_hash_of_the_documented_bytes()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("b"));
        File.WriteAllText(folder.File("b/c.txt"), "xy");
        File.WriteAllText(folder.File("a.txt"), "");

        // length "a.txt", length 0; length "b/c.txt", length 2 "xy"
        byte[] documented = [5, 0, 0, 0, 0, 0, 0, 0, .. "a.txt"u8, .. new byte[8], 7, 0, 0, 0, 0, 0, 0, 0, .. "b/c.txt"u8, 2, 0, 0, 0, 0, 0, 0, 0, .. "xy"u8];
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(documented)), FolderHash.Of(folder.Path));
    }

    [Fact]
    public void Content_name_place_and_hidden_files_change_the_hash_and_times_do_not()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a"), "1");
        var hashes = new List<string> { FolderHash.Of(folder.Path) };

        File.SetLastWriteTimeUtc(folder.File("a"), DateTime.UnixEpoch);
        Assert.Equal(hashes[0], FolderHash.Of(folder.Path));

        File.WriteAllText(folder.File("a"), "2");
        hashes.Add(FolderHash.Of(folder.Path));
        File.Move(folder.File("a"), folder.File("b"));
        hashes.Add(FolderHash.Of(folder.Path));
        Directory.CreateDirectory(folder.File("c"));
        File.Move(folder.File("b"), folder.File("c/b"));
        hashes.Add(FolderHash.Of(folder.Path));
        File.WriteAllText(folder.File(".hidden"), "");
        hashes.Add(FolderHash.Of(folder.Path));
        Assert.Equal(hashes.Count, hashes.Distinct().Count());
    }
}

using DiffMH.Silo.Plugins;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Plugins;

/// <summary>What happens to folders is noticed by looking, and a folder counts as complete when it has been the same for a while.</summary>
public sealed class DropFolderTests : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(0.5);

    private readonly TemporaryFolder folder = new();
    private readonly SteppingTime time = new();
    private readonly DropFolder drop;

    public DropFolderTests() => drop = new(folder.Path, time);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_new_folder_is_changing_until_it_has_been_the_same_for_half_a_second_and_is_told_once()
    {
        Write("A/A.dll", "code");
        Assert.Equal([new FolderChange("A", FolderChangeKind.Changing)], drop.Look(Quiet));
        time.Now = TimeSpan.FromSeconds(0.4);
        Assert.Empty(drop.Look(Quiet));
        time.Now = TimeSpan.FromSeconds(0.5);
        Assert.Equal([new FolderChange("A", FolderChangeKind.Quiet)], drop.Look(Quiet));
        time.Now = TimeSpan.FromSeconds(9);
        Assert.Empty(drop.Look(Quiet));
    }

    [Fact]
    public void A_file_that_grows_is_never_quiet_and_is_when_it_has_stopped()
    {
        for (var i = 0; i < 20; i++)
        {
            File.AppendAllText(Write("A/A.dll", null), "code");
            time.Now += TimeSpan.FromSeconds(0.4);
            Assert.Equal([new FolderChange("A", FolderChangeKind.Changing)], drop.Look(Quiet));
        }

        time.Now += TimeSpan.FromSeconds(0.5);
        Assert.Equal([new FolderChange("A", FolderChangeKind.Quiet)], drop.Look(Quiet));
    }

    [Theory]
    [InlineData("overwritten")]
    [InlineData("renamed")]
    [InlineData("added in a subfolder")]
    [InlineData("deleted")]
    public void A_change_of_a_file_of_any_kind_is_noticed(string change)
    {
        Write("A/A.dll", "code");
        Write("A/B.dll", "more");
        Assert.Equal(FolderChangeKind.Quiet, drop.Look(TimeSpan.Zero).Single().Kind);
        switch (change)
        {
            case "overwritten":
                Write("A/A.dll", "edoc");
                File.SetLastWriteTimeUtc(folder.File("A/A.dll"), TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1));
                break;
            case "renamed":
                File.Move(folder.File("A/B.dll"), folder.File("A/C.dll"));
                break;
            case "added in a subfolder":
                Write("A/x/C.dll", "");
                break;
            default:
                File.Delete(folder.File("A/B.dll"));
                break;
        }

        Assert.Equal([new FolderChange("A", FolderChangeKind.Changing)], drop.Look(Quiet));
    }

    [Fact]
    public void Renamed_and_deleted_folders_are_noticed_and_those_with_a_dot_are_left_alone()
    {
        Write("A/A.dll", "code");
        Write("B/B.dll", "code");
        Write(".C/C.dll", "code");
        Assert.Equal(["A", "B"], drop.Look(TimeSpan.Zero).Select(change => change.Folder));

        Directory.Delete(folder.File("A"), recursive: true);
        Directory.Move(folder.File("B"), folder.File("D"));
        Directory.Move(folder.File(".C"), folder.File("C"));
        Assert.Equal(
            [new("A", FolderChangeKind.Gone), new("B", FolderChangeKind.Gone), new("C", FolderChangeKind.Changing), new FolderChange("D", FolderChangeKind.Changing)],
            drop.Look(Quiet));
    }

    [Fact]
    public void A_drop_folder_that_is_gone_tells_nothing_of_its_folders()
    {
        Write("drop/A/A.dll", "code");
        var inner = new DropFolder(folder.File("drop"), time);
        inner.Look(TimeSpan.Zero);
        Directory.Move(folder.File("drop"), folder.File("elsewhere"));
        Assert.Throws<DirectoryNotFoundException>(() => inner.Look(Quiet));
        Directory.Move(folder.File("elsewhere"), folder.File("drop"));
        Assert.Empty(inner.Look(Quiet));
    }

    private string Write(string name, string? text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
        if (text is not null)
        {
            File.WriteAllText(folder.File(name), text);
        }

        return folder.File(name);
    }
}

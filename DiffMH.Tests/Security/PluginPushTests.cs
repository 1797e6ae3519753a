using DiffMH.Client;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Security;
using DiffMH.Tests.Client;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiffMH.Tests.Security;

/// <summary>Plugins that are sent to silos by their command.</summary>
public sealed class PluginPushTests : IDisposable
{
    private const string Secret = "b81c4dd0d8c6f7a35a7d9f5e";
    private const string Ising = "DiffMH.Plugins.Ising";

    private readonly TemporaryFolder folder = new();
    private readonly SqliteTestStore store = new();

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_plugin_reaches_all_silos_that_take_plugins_and_points_that_wait_for_it_go_on()
    {
        await using var first = await Start("first", acceptsPlugins: true);
        await using var second = await Start("second", acceptsPlugins: true);
        var pushed = await Push();
        Assert.True(pushed.Code == ExitCode.Done, pushed.Error);
        Assert.Matches($@"^first: {Ising} 0\.1\.0 \([0-9a-f]{{8}}\) can be used\nsecond: {Ising} 0\.1\.0 ", pushed.Output);
        Assert.Equal(FolderHash.Of(Source), FolderHash.Of(folder.File($"first/{Ising}")));
        Assert.Equal([folder.File($"second/{Ising}")], Directory.GetDirectories(folder.File("second")));

        File.WriteAllText(Path.Combine(Source, "notes.txt"), "another version");
        Assert.Equal(ExitCode.Done, (await Push()).Code);
        Assert.Equal(FolderHash.Of(Source), FolderHash.Of(folder.File($"second/{Ising}")));
        Assert.Equal(ExitCode.Done, (await Push()).Code);   // it is there to the bit

        var catalogue = PluginSet.Load(folder.File("source")).Catalogue;
        var sweep = SweepOf.Freeze(SweepOf.Ising, catalogue);
        await using var client = await ClusterClient.Connect(store.Address, new(Token: Token.TryParse(Secret)), TestContext.Current.CancellationToken);
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.Run(sweep, client.Grains));
    }

    [Fact]
    public async Task Silos_take_none_unless_they_are_told_to_and_then_only_with_the_token()
    {
        await using var silo = await Start("one", acceptsPlugins: false);
        var (code, output, _) = await Push();
        Assert.Equal((ExitCode.PluginMissing, "one: it takes no plugins: it was not started with --accept-plugins and a token\n"), (code, output));
        var without = await Session.Run(TestContext.Current.CancellationToken, "plugin", "push", Source, "--store", $"{store}");
        Assert.Equal(ExitCode.Usage, without.Code);
        Assert.Contains("none came with the call. Give the token with which the silos were started in DIFFMH__TOKEN", without.Error);
        var wrong = await Session.Run(TestContext.Current.CancellationToken, "plugin", "push", Source, "--store", $"{store}", "--token-file", folder.Write("wrong", new string('w', 20)));
        Assert.Equal(ExitCode.Usage, wrong.Code);
        Assert.Contains("another one came", wrong.Error);
        Assert.Empty(Directory.GetDirectories(folder.File("one")));
    }

    public static TheoryData<string, string, string> Refused { get; } = new()
    {
        { "../plugins", "a.dll", "must be named by letters" },
        { ".hidden", "a.dll", "not begin with a dot" },
        { "", "a.dll", "must be named by letters" },
        { "a", "../a.dll", "the path '../a.dll' is none of a file in the folder" },
        { "a", "/etc/a.dll", "the path '/etc/a.dll' is none" },
        { "a", "b/../../a.dll", "is none of a file in the folder" },
        { "a", "b\\a.dll", "is none of a file in the folder" },
        { "a", "C:a.dll", "is none of a file in the folder" },
        { "a", "A.DLL", "two files have one path" },
        { "a", "large", "there must be at most 33554432" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_would_leave_its_folder_or_is_too_much_is_refused(string name, string path, string expected)
    {
        PluginFile[] files = [new("a.dll", [1]), new(path, new byte[path == "large" ? PluginParcel.MostBytes : 1])];
        Assert.Contains(expected, PluginInbox.ProblemOf(new(name, new string('0', 64), [.. path == "a.dll" ? files[..1] : files])));
    }

    [Fact]
    public async Task What_has_another_hash_than_was_said_leaves_nothing_behind()
    {
        Assert.Contains("what was sent has the hash", await Inbox().Land(new("a", new string('0', 64), [new("a.dll", [1])])));
        Assert.Empty(Directory.GetDirectories(Drop));
        Assert.Contains("it takes no plugins", await new PluginInbox(Options, Credentials.None, TimeProvider.System).Land(new("a", "", [])));
    }

    [Fact]
    public async Task Silos_with_one_plugins_folder_do_not_undo_what_the_other_has_put_there()
    {
        PluginInbox[] inboxes = [Inbox(), Inbox()];
        for (byte version = 0; version < 100; version++)
        {
            var parcel = Parcel(version);
            var problems = await Task.WhenAll(inboxes.Select(inbox => Task.Run(() => inbox.Land(parcel), TestContext.Current.CancellationToken)));
            Assert.All(problems, Assert.Null);
            Assert.Equal(parcel.Hash, FolderHash.Of(Path.Combine(Drop, "a")));
            Assert.Equal([Path.Combine(Drop, "a")], Directory.GetDirectories(Drop));
        }
    }

    [Fact]
    public async Task A_plugin_that_cannot_be_replaced_stays()
    {
        Assert.Null(await Inbox().Land(Parcel(1)));
        var target = Path.Combine(Drop, "a");
        Assert.ThrowsAny<IOException>(() => SentFolder.Replace(target, folder.File("absent"), Path.Combine(Drop, ".old")));
        Assert.Equal(Parcel(1).Hash, FolderHash.Of(target));
        Assert.Equal([target], Directory.GetDirectories(Drop));
    }

    [Fact]
    public async Task A_folder_that_another_silo_keeps_to_itself_is_said_to_be_in_use()
    {
        using (DataFolderLock.Take(Path.Combine(Directory.CreateDirectory(Drop).FullName, ".sent")))
        {
            Assert.Contains("is in use by another process", await Inbox().Land(Parcel(1)));
        }

        Assert.Null(await Inbox().Land(Parcel(1)));
    }

    private string Drop => folder.File("drop");

    private DiffMHOptions Options => new() { PluginFolder = Drop, AcceptPlugins = true };

    /// <summary>A silo's, whose plugins folder others may have.</summary>
    private PluginInbox Inbox()
    {
        Directory.CreateDirectory(Drop);
        return new(Options, new(Token: Token.TryParse(Secret)), TimeProvider.System);
    }

    private PluginParcel Parcel(byte version)
    {
        var whole = folder.File($"version-{version}");
        Directory.CreateDirectory(whole);
        File.WriteAllBytes(Path.Combine(whole, "a.dll"), [version]);
        return new("a", FolderHash.Of(whole), [new("a.dll", [version])]);
    }

    private string Source => folder.File($"source/{Ising}");

    private Task<(ExitCode Code, string Output, string Error)> Push()
    {
        CopiedPlugins.To(folder.File("source"), Directory.Exists(Source) ? [] : [Ising]);
        return PushedPlugin.Send(() => Session.Run(TestContext.Current.CancellationToken, "plugin", "push", Source, "--store", $"{store}", "--token-file", folder.Write("token", $"{Secret}\n")));
    }

    private Task<ClusterSilo> Start(string name, bool acceptsPlugins)
    {
        Directory.CreateDirectory(folder.File(name));
        var options = new ClusterSiloOptions
        {
            Store = store.Address, PluginFolder = folder.File(name), Name = name, ComputeThreads = 1, AcceptPlugins = acceptsPlugins, Credentials = new(Token: Token.TryParse(Secret)),
        };
        return ClusterSilo.Start(options, NullLoggerProvider.Instance, TestContext.Current.CancellationToken);
    }
}

using System.Collections.Concurrent;
using DiffMH.Engine.Models;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Security;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Security;

/// <summary>Silos that ask for a token: whoever has it changes things, whoever has not reads.</summary>
public sealed class TokenTests : IDisposable
{
    private const string Secret = "b81c4dd0d8c6f7a35a7d9f5e";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Plugins = Path.Combine(AppContext.BaseDirectory, "plugins");

    private readonly SqliteTestStore store = new();
    private readonly ConcurrentQueue<string> said = [];
    private readonly ModelCatalogue catalogue = PluginSet.Load(Plugins).Catalogue;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private FrozenSweep Sweep => SweepOf.Freeze(SweepOf.LongIsing, catalogue);

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task Two_silos_with_a_token_give_the_same_bits_and_keep_it_to_themselves()
    {
        await using (await Start("first", Secret))
        {
            await using var second = await Start("second", Secret);
            await using var client = await Connect(Secret);
            var sweep = Sweep;
            await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: 1));
            var grain = client.Grains.GetGrain<ISweepGrain>(sweep.Id);
            await SweepOf.UntilAtWork(sweep, client.Grains);
            await grain.Pause();
            await grain.Resume();
            Assert.Equal(RunState.Completed, (await SweepOf.Until(grain, _ => false)).State);
            Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.ClusterDigest(sweep, grain));
            Assert.Equal(2, (await SiloReports.Next(client.Grains, silos: 2)).Length);
        }

        Assert.DoesNotContain(said, line => line.Contains(Secret, StringComparison.Ordinal) || line.Contains("token", StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(store.Address.File!)!))
        {
            Assert.Equal(-1, (await File.ReadAllBytesAsync(file, Cancellation)).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Secret)));
        }
    }

    [Theory]
    [InlineData(null, "none came")]
    [InlineData("b81c4dd0d8c6f7a35a7d9f5f", "another one came")]
    [InlineData("b81c4dd0d8c6f7a35a7d9f5e0", "another one came")]
    public async Task Without_it_one_can_read_and_change_nothing(string? token, string expected)
    {
        var sweep = Sweep;
        await using var silo = await Start("one", Secret);
        await using (var owner = await Connect(Secret))
        {
            await owner.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: 1));
        }

        var address = Assert.Single(await MemberSilo.Of(store.Address, Cancellation)).Address;
        await using var client = await Connect(token);
        var grains = client.Grains;
        var grain = grains.GetGrain<ISweepGrain>(sweep.Id);
        (string Name, Func<Task> Call)[] guarded =
        [
            ("Submit", () => grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep with { Id = "another" }, new(LanesPerBatch: null))),
            ("Poke", () => grains.GetGrain<ISweepDirectoryGrain>(0).Poke()),
            ("Start", () => grain.Start(sweep, new(LanesPerBatch: null))),
            ("Pause", () => grain.Pause()),
            ("Resume", () => grain.Resume()),
            ("Cancel", () => grain.Cancel()),
            ("Prioritize", () => grain.Prioritize(SweepPriority.High)),
            ("Prioritize", () => grains.GetGrain<ISweepDirectoryGrain>(0).Prioritize(sweep.Id, SweepPriority.High)),
            ("Leave", () => grains.GetGrain<IDepartureGrain>(address).Leave()),
            ("Ensure", () => grain.Ensure()),
            ("Put", () => grains.GetGrain<IDataGrain>(new string('a', 64)).Put(0, 1, [1])),
            ("Report", () => grains.GetGrain<IPluginRegistryGrain>(0).Report(Reported)),
            ("Advance", () => grains.GetGrain<IAggregatorGrain>($"{sweep.Id}/0").Advance(sweep.Points[0], new(LanesPerBatch: null), 1, TimeSpan.Zero)),
            ("Pause", () => grains.GetGrain<IAggregatorGrain>($"{sweep.Id}/0").Pause(TimeSpan.Zero)),
            ("Finish", () => grains.GetGrain<IAggregatorGrain>($"{sweep.Id}/0").Finish(sweep.Points[0], TimeSpan.Zero)),
            ("GetHosts", () => grains.GetGrain<IManagementGrain>(0).GetHosts()),
        ];
        foreach (var (name, call) in guarded)
        {
            var error = await Assert.ThrowsAsync<TokenRefusedException>(call);
            Assert.Contains($"as {name} does, and {expected} with the call", error.Message);
            Assert.DoesNotContain(Secret, error.ToString());
            Assert.DoesNotContain(token ?? Secret, error.ToString());
        }

        Assert.Equal(SweepPriority.Normal, Assert.Single(await grains.GetGrain<ISweepDirectoryGrain>(0).List()).Priority);
        Assert.False(silo.AskedToLeave.IsCompleted);
        Assert.Equal(sweep.Name, (await grain.Frozen())!.Name);
        Assert.Equal(RunState.Completed, (await SweepOf.Until(grain, _ => false)).State);
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.ClusterDigest(sweep, grain));
    }

    [Fact]
    public void Every_call_of_a_grain_is_guarded_that_is_not_said_to_read()
    {
        var calls = typeof(ISweepGrain).Assembly.GetTypes()
            .Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrain)))
            .SelectMany(type => type.GetMethods())
            .Select(method => (Name: $"{method.DeclaringType!.Name}.{method.Name}", Reads: method.IsDefined(typeof(ReadingAttribute), inherit: false)))
            .ToArray();
        Assert.Equal(
            [
                "IDataGrain.Get", "IDataGrain.IsWhole", "IDataGrain.Segments", "IPluginRegistryGrain.AsksForToken", "IPluginRegistryGrain.Silos", "IPluginRegistryGrain.SilosSince",
                "ISweepDirectoryGrain.AtWork", "ISweepDirectoryGrain.List", "ISweepDirectoryGrain.Pinned", "ISweepGrain.Frozen", "ISweepGrain.Gradient", "ISweepGrain.Plugins",
                "ISweepGrain.Points", "ISweepGrain.Result", "ISweepGrain.Status", "ISweepGrain.Trace",
            ],
            calls.Where(call => call.Reads).Select(call => call.Name).Order());
        Assert.True(calls.Count(call => !call.Reads) > 10);
    }

    [Theory]
    [InlineData(Secret, null, "this silo has none")]
    [InlineData(Secret, "b81c4dd0d8c6f7a35a7d9f5f", "this silo has another")]
    [InlineData(null, Secret, "The other silos of the store have no token")]
    public async Task A_silo_with_another_token_leaves_and_says_why(string? first, string? second, string expected)
    {
        await using var stays = await Start("first", first);
        await using (var watch = await Connect(first))
        {
            await SiloReports.Next(watch.Grains, silos: 1);   // who has reported stays
        }

        await using (var leaves = await Start("second", second))
        {
            Assert.Contains(expected, await leaves.Disagreement.WaitAsync(Patience, Cancellation));
        }

        Assert.False(stays.Disagreement.IsCompleted);
        await using var client = await Connect(first);
        var sweep = Sweep;
        await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: 1));
        var grain = client.Grains.GetGrain<ISweepGrain>(sweep.Id);
        Assert.Equal(RunState.Completed, (await SweepOf.Until(grain, _ => false)).State);
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.ClusterDigest(sweep, grain));
    }

    [Theory]
    [InlineData("0123456789abcde", false)]
    [InlineData("0123456789abcdef", true)]
    [InlineData("0123456789 bcdef", false)]
    [InlineData("0123456789äbcdef", false)]
    [InlineData("", false)]
    public void What_is_no_token_is_none(string text, bool isOne) => Assert.Equal(isOne, Token.TryParse(text) is not null);

    [Fact]
    public void A_token_does_not_tell_itself()
    {
        var options = new ClusterSiloOptions { Store = store.Address, PluginFolder = Plugins, Credentials = new(Token: Token.TryParse(Secret)) };
        Assert.DoesNotContain(Secret, $"{options} {options.Credentials} {options.Credentials.Token}");
        Assert.Null(Token.TryParse(new string('t', 513)));
    }

    private static SiloReport Reported { get; } = new("127.0.0.1:1@1", "evil", "0", 1, "", 0, 0, 0, []);

    private Task<ClusterClient> Connect(string? token) => ClusterClient.Connect(store.Address, Shown(token), Cancellation);

    private Task<ClusterSilo> Start(string name, string? token)
    {
        var options = new ClusterSiloOptions { Store = store.Address, PluginFolder = Plugins, Name = name, ComputeThreads = 1, Credentials = Shown(token) };
        return ClusterSilo.Start(options, new LineLoggerProvider(said.Enqueue, isWhole: false), Cancellation);
    }

    private static Credentials Shown(string? token) => new(Token: token is null ? null : Token.TryParse(token));
}

using System.Runtime.Loader;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Client;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Silo;

/// <summary>What a silo has used of a plugin is gone from its memory when the plugin's folder and its sweeps are.</summary>
public sealed class PluginLifeTests : IDisposable
{
    private const string Mixture = "DiffMH.Plugins.Mixture";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_plugin_whose_sweep_has_ended_leaves_memory_with_its_folder_although_the_silo_goes_on()
    {
        var drop = CopiedPlugins.To(folder.File("drop"), Mixture);
        var sweep = SweepOf.Freeze(SweepOf.Expressions[1], PluginSet.Load(drop).Catalogue);
        await using var silo = await RunningSilo.Start(StoreAddress.Sqlite(folder.File("state.db")), drop);
        await using var client = await ClusterClient.Connect(StoreAddress.Sqlite(folder.File("state.db")), Cancellation);
        await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
        Assert.Equal(RunState.Completed, (await SweepOf.Until(client.Grains.GetGrain<ISweepGrain>(sweep.Id), _ => false)).State);
        Assert.True(IsInMemory());

        Directory.Delete(Path.Combine(drop, Mixture), recursive: true);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));   // beside all other tests it has taken more than one
        while (IsInMemory())
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(500, patience.Token);   // each collection stops all other tests
        }

        while (!(await client.Grains.GetGrain<IPluginRegistryGrain>(0).Silos()).Single().Plugins.IsEmpty)
        {
            await Task.Delay(50, patience.Token);   // the silo tells of it right after
        }
    }

    /// <summary>Whether the code of this test's silo is in memory: loaded from its copy in the data folder.</summary>
    private bool IsInMemory() => AssemblyLoadContext.All.Any(context => context.Assemblies.Any(assembly => assembly.Location.StartsWith(folder.Path, StringComparison.Ordinal)));
}

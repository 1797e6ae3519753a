using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Client;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Plugins;

/// <summary>A plugin that was used and is not wanted any more leaves nothing behind, however often one comes and goes.</summary>
[Collection(nameof(Alone))]
public sealed class UnloadingTests : IDisposable
{
    private const int Cycles = 200;

    /// <summary>One sweep for each shape of model, and one with a kernel of its own.</summary>
    private static readonly ImmutableArray<(string Plugin, string Sweep)> Sweeps =
        [
            ("DiffMH.Plugins.Ising", Short(SweepOf.Ising)),
            ("DiffMH.Plugins.Mixture", SweepOf.Expressions[1]),
            ("DiffMH.Plugins.Tuning", SweepOf.Expressions[2]),
        ];

    private readonly TemporaryFolder folder = new();
    private readonly DroppedPlugins plugins;

    public UnloadingTests()
    {
        Directory.CreateDirectory(Drop);
        plugins = DroppedPlugins.Open(Drop, new PluginCopies(folder.File("copies")), TimeProvider.System);
    }

    private string Drop => folder.File("drop");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Two_hundred_plugins_that_come_are_used_and_go_leave_nothing_behind()
    {
        var contexts = new List<WeakReference>();
        var (handles, heap) = (0, 0L);
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            contexts.Add(Cycle(cycle));
            if (cycle == Cycles / 4)
            {
                (handles, heap) = Usage(contexts);
            }
        }

        var after = Usage(contexts);
        TestContext.Current.SendDiagnosticMessage($"{heap >> 10} kB and {handles} handles after {Cycles / 4} cycles, {after.Heap >> 10} kB and {after.Handles} after {Cycles}");
        Assert.DoesNotContain(contexts, context => context.IsAlive);
        Assert.InRange(after.Handles, 0, handles + 20);   // one that stays keeps two
        Assert.InRange(after.Heap, 0, heap + (1 << 19));   // those that stay keep twice that
    }

    [Fact]
    public void A_plugin_that_is_held_stays()
    {
        var context = Held(out var lease);
        Collect();
        Assert.True(context.IsAlive);
        lease.Dispose();
        Collect([context]);
        Assert.False(context.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Cycle(int cycle)
    {
        var (name, document) = Sweeps[cycle % Sweeps.Length];
        var context = Load(name, cycle, document, out var lease);
        using (lease)
        {
            Run(document, lease.Catalogue);
        }

        return context;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Held(out PluginLease lease) => Load(Sweeps[0].Plugin, 0, Sweeps[0].Sweep, out lease);

    /// <summary>Drops a plugin, takes it into use, and removes it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Load(string name, int cycle, string document, out PluginLease lease)
    {
        CopiedPlugins.To(Drop, name);
        File.WriteAllText(Path.Combine(Drop, name, "note.txt"), $"{cycle}");
        plugins.Look(TimeSpan.Zero, out _);
        var load = plugins.Shelf.Claim(Assert.Single(plugins.Shelf.Statuses).Plugin!)!;
        var sweep = SweepOf.Freeze(document, ModelCatalogue.Of([load.Registration!]));
        lease = plugins.Shelf.Lease(sweep.Points[0])!;
        Directory.Delete(Path.Combine(Drop, name), recursive: true);
        plugins.Look(TimeSpan.Zero, out _);
        Assert.Equal(PluginStage.Leaving, Assert.Single(plugins.Shelf.Statuses).Stage);
        return new(AssemblyLoadContext.GetLoadContext(load.Assembly!.Plugin.GetType().Assembly));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run(string document, ModelCatalogue catalogue)
    {
        var sweep = SweepOf.Freeze(document, catalogue);
        Assert.NotEmpty(LocalRun.Run(sweep.Points.Select(point => LocalPoint.Of(catalogue.Bind(point)))).Digest);
    }

    /// <summary>What the process holds. The working set says less: it grows for some 250 cycles, to 129 MB, and was the same after 600.</summary>
    private static (int Handles, long Heap) Usage(IReadOnlyList<WeakReference> contexts)
    {
        Collect(contexts);
        using var process = Process.GetCurrentProcess();
        return (process.HandleCount, GC.GetTotalMemory(forceFullCollection: true));
    }

    /// <summary>Collects until the contexts are gone, or as often as it may take: one that unloads needs several rounds.</summary>
    private static void Collect(params IReadOnlyList<WeakReference> contexts)
    {
        for (var round = 0; round < 20 && (round < 3 || contexts.Any(context => context.IsAlive)); round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static string Short(string sweep) => sweep.Replace("\"iterations\": 70", "\"iterations\": 3", StringComparison.Ordinal).Replace("\"tail_average\": 10", "\"tail_average\": 1", StringComparison.Ordinal);
}

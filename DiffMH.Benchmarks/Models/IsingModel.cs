using System.Collections.Immutable;
using System.Reflection;
using DiffMH.Engine.Couplings;
using DiffMH.Engine.Kernels;
using McMaster.NETCore.Plugins;

namespace DiffMH.Benchmarks.Models;

/// <summary>The Ising plugin as a silo sees it: types from the drop folder, in a load context of their own.</summary>
/// <remarks>
/// Referencing the plugin would be simpler, but its code would then be compiled together with ours, and the measured kernel would not
/// be the one a silo runs.
/// </remarks>
internal sealed class IsingModel
{
    private const string Plugin = "DiffMH.Plugins.Ising";

    private readonly Assembly assembly;

    private IsingModel(Assembly assembly) => this.assembly = assembly;

    /// <summary>Loads the plugin from the drop folder beside this program.</summary>
    public static IsingModel Load()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "plugins", Plugin, $"{Plugin}.dll");
        return new(PluginLoader.CreateFromAssemblyFile(file, [typeof(IPlugin)]).LoadDefaultAssembly());
    }

    /// <summary>The generic kernel: fresh spins at random sites, coupled by equal values, from all spins up, derivative with respect to T.</summary>
    /// <param name="side">L.</param>
    /// <param name="alternatives">M.</param>
    /// <param name="chain">How many chains, and how long.</param>
    public IBatchKernel Kernel(int side, int alternatives, ChainSettings chain)
    {
        var settings = Settings(side);
        var problem = new SiteProblem(
            Create<ISiteTarget>("IsingTarget", settings),
            Create<ISiteObservables>("IsingObservables", settings),
            ObservableCount: 5,
            (sites, ref _) => sites.Fill(1),
            new UniformValue(side * side, 2, SiteOrder.Random),
            typeof(SameValueCoupling<UniformValue>));
        var estimator = new EstimatorSettings(EstimatorMethod.Dmh, Scheme.Symmetric, Pruning.Weight, alternatives, ["T"]);
        return KernelFactory.Create(problem, new KernelSettings(20230613, [.. new byte[32]], [0], estimator, chain));
    }

    /// <summary>All chains of one replicate at temperature T, J = 1, h = 0.</summary>
    public static BatchTask Task(int pass, ChainSettings chain, double temperature) =>
        new(ChainPass.At(pass), ImmutableArray.Create(new ReplicateSlice(0, 0, chain.Groups, Vector.Of(temperature, 1, 0))), null);

    private object Settings(int side)
    {
        var type = assembly.GetType($"{Plugin}.IsingSettings", throwOnError: true)!;
        var settings = Activator.CreateInstance(type)!;
        (string Name, object Value)[] values = [("L", side), ("T", new Parameter(0)), ("J", new Parameter(1)), ("H", new Parameter(2))];
        foreach (var (name, value) in values)
        {
            type.GetProperty(name)!.SetValue(settings, value);
        }

        return settings;
    }

    private T Create<T>(string name, object settings) => (T)Activator.CreateInstance(assembly.GetType($"{Plugin}.{name}", throwOnError: true)!, settings)!;
}

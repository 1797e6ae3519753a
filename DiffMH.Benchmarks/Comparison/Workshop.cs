using DiffMH.Benchmarks.Models;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>Makes contenders: of the plugins, and of C and Python as far as there are any.</summary>
/// <param name="plugins">The plugins.</param>
/// <param name="compiler">Builds C.</param>
/// <param name="python">Runs Python.</param>
internal sealed class Workshop(ModelCatalogue plugins, CCompiler compiler, Python python)
{
    private readonly List<string> refusals = [];

    /// <summary>Who cannot take part, and why.</summary>
    public IEnumerable<string> Problems => python.Problems.Concat(refusals).Prepend(compiler.Problem).OfType<string>();

    /// <summary>Whether there is C.</summary>
    public bool HasC => compiler.Problem is null;

    /// <summary>One that also knows a data file.</summary>
    public Workshop With(DataFile file) => new(plugins.With(new KnownData([file])), compiler, python);

    /// <summary>A C program; none where it cannot be built.</summary>
    /// <param name="name">Who.</param>
    /// <param name="alternatives">M; 0 for the primal alone.</param>
    /// <param name="updates">Updates of all its primal chains.</param>
    /// <param name="source">The source's name.</param>
    /// <param name="arguments">Its arguments but for the seed.</param>
    public IEnumerable<IContender> C(string name, int alternatives, long updates, string source, params object[] arguments) =>
        compiler.Build(source) is { } program ? [new Baseline(name, alternatives, updates, [program, .. arguments])] : [];

    /// <summary>A Python program with one alternative; none where it cannot run.</summary>
    /// <param name="name">Who.</param>
    /// <param name="updates">Updates of all its primal chains.</param>
    /// <param name="script">The script's name.</param>
    /// <param name="module">What it imports.</param>
    /// <param name="arguments">Its arguments but for the seed.</param>
    public IEnumerable<IContender> Python(string name, long updates, string script, string module, params object[] arguments) =>
        python.Find(script, module) is { } path ? [new Baseline(name, 1, updates, ["python3", path, .. arguments])] : [];

    /// <summary>The engine's generic kernel.</summary>
    /// <param name="sweep">What to run.</param>
    /// <param name="observables">Where the case's observables stand among the model's.</param>
    public IEnumerable<IContender> Engine(KernelSweep sweep, params int[] observables) =>
        [new EngineKernel($"DiffMH, M = {sweep.Alternatives}", plugins.Bind(sweep.Point(plugins)), observables)];

    /// <summary>The engine's kernel given so few lanes at a time that it runs them one by one.</summary>
    /// <param name="sweep">What to run, with two chains in a group.</param>
    /// <param name="observables">Where the case's observables stand among the model's.</param>
    public IEnumerable<IContender> LaneByLane(KernelSweep sweep, params int[] observables) =>
        [new EngineKernel($"DiffMH, M = {sweep.Alternatives}, by lanes", plugins.Bind(sweep.Point(plugins)), observables) { GroupsPerCall = 1 }];

    /// <summary>The kernel that the model's plugin brings, with its own choice of scheme and alternatives; none where it brings none, or none for this.</summary>
    /// <param name="sweep">What to run.</param>
    /// <param name="observables">Where the case's observables stand among the model's.</param>
    public IEnumerable<IContender> Own(KernelSweep sweep, params int[] observables)
    {
        var point = sweep.Point(plugins);
        var kernel = plugins.Find(point.Plugin)?.Models.FirstOrDefault(model => model.Name == point.Model)?.Kernel;
        if (kernel is null)
        {
            return [];
        }

        var estimator = point.Estimator with { Kernel = kernel.Name, Scheme = kernel.Scheme, Alternatives = kernel.Alternatives };
        try
        {
            return [new EngineKernel($"DiffMH, {kernel.Name}, M = {kernel.Alternatives}", plugins.Bind(point with { Estimator = estimator }), observables)];
        }
        catch (InvalidOperationException refusal)
        {
            refusals.Add(refusal.Message);
            return [];
        }
    }
}

using DiffMH.Benchmarks.Models;
using DiffMH.Engine.Models;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>Makes contenders: of the plugins, and of C and Python as far as there are any.</summary>
/// <param name="plugins">The plugins.</param>
/// <param name="compiler">Builds C.</param>
/// <param name="python">Runs Python.</param>
internal sealed class Workshop(ModelCatalogue plugins, CCompiler compiler, Python python)
{
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

    /// <summary>The engine's kernel.</summary>
    /// <param name="sweep">What to run.</param>
    /// <param name="observables">Where the case's observables stand among the model's.</param>
    public IEnumerable<IContender> Engine(KernelSweep sweep, params int[] observables) =>
        [new EngineKernel($"DiffMH, M = {sweep.Alternatives}", plugins, sweep, observables)];
}

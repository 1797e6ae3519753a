using DiffMH.Client.Sweeps;
using DiffMH.Tests.Models;

namespace DiffMH.Tests.Sweeps;

/// <summary>A small sweep file that is right, for tests to break or vary.</summary>
internal static class SweepText
{
    public const string Ising = """
        apiVersion: diffmh/v1
        kind: Sweep
        name: test
        seed: 7
        mode: optimize
        model:
          plugin: DiffMH.Plugins.Ising
          name: ising-2d
          parameters: { L: 4, T: 3.0, J: 1.0, h: 0.0 }
        proposal: uniform-spin
        coupling: same-value
        estimator: { scheme: symmetric, alternatives: 2, wrt: [T] }
        chain: { chains: 4, warmup: 10, draws: 20, start: cold }
        objective: { maximize: specific_heat }
        optimizer: { learning_rate: 0.01, iterations: 6, bounds: { T: [0.5, 10] } }
        replicates: { count: 3 }

        """;

    public const string Mixture = """
        apiVersion: diffmh/v1
        kind: Sweep
        name: test
        seed: 7
        mode: gradient
        model:
          plugin: DiffMH.Plugins.Mixture
          name: mixture-label
          parameters: { observation: 0.4, means: [-2.5, 2, 5], deviations: 4 }
        estimator: { wrt: observation }
        objective: { evaluate: entropy }

        """;

    public static string With(this string text, string old, string replacement)
    {
        Assert.Equal(2, text.Split(old).Length);
        return text.Replace(old, replacement, StringComparison.Ordinal);
    }

    public static SweepLoading Load(string text, params string[] overrides) => SweepLoader.Load("f.yaml", text, overrides, BuiltPlugins.Catalogue);

    public static FrozenSweep Freeze(string text, params string[] overrides)
    {
        var loading = Load(text, overrides);
        Assert.Empty(loading.Errors);
        return Assert.IsType<FrozenSweep>(loading.Sweep);
    }
}

namespace DiffMH.Tests.Client;

/// <summary>Sweep files for tests of the console.</summary>
internal static class SweepTexts
{
    /// <summary>Two points of a mixture; finished in a moment.</summary>
    public const string Small =
        """
        # two observations
        apiVersion: diffmh/v1
        kind: Sweep
        name: small
        seed: 7
        mode: optimize
        model:
          plugin: DiffMH.Plugins.Mixture
          name: mixture-label
          parameters: { observation: 8, means: [-2.5, 2, 5], deviations: 4 }
        proposal: other-label
        coupling: residual
        estimator: { method: dmh, scheme: symmetric, pruning: weight, alternatives: 2, wrt: [observation] }
        chain: { chains: 4, warmup: 5, draws: 50, start: first }
        objective: { maximize: entropy }
        optimizer: { name: adam, learning_rate: 0.1, iterations: 6, bounds: { observation: [-14, 14] }, tail_average: 3 }
        design:
          cross:
            - model.parameters.observation: [8, 4]
        replicates: { count: 3 }
        """;

    /// <summary>Three points of a test plugin: one throws, one has a density of NaN, one is fine.</summary>
    public const string Moody =
        """
        apiVersion: diffmh/v1
        kind: Sweep
        name: moods
        seed: 7
        mode: gradient
        model: { plugin: DiffMH.TestPlugins.Moods, name: moods, parameters: { tilt: 0.3 } }
        estimator: { wrt: [tilt] }
        chain: { chains: 4, warmup: 5, draws: 50 }
        objective: { evaluate: is_1 }
        design:
          cross:
            - model.parameters.mood: [throwing, vague, calm]
        replicates: { count: 2 }
        """;

    /// <summary><see cref="Small"/> with work for minutes, to be interrupted.</summary>
    public static string Long { get; } = Small.Replace("iterations: 6", "iterations: 100000").Replace("name: small", "name: long");
}

namespace DiffMH.Tests.Sweeps;

/// <summary>Sweep files that are right and use, together, every key and every form of its values.</summary>
public static class ValidSweepTexts
{
    private const string TwoPoints = "design:\n  cross:\n    - model.parameters.L: [3, 4]\n";

    private static readonly string Moving = SweepText.Mixture
        .With("mode: gradient", "mode: optimize")
        .With("wrt: observation", "wrt: [means, observation]")
        .With("evaluate: entropy", "maximize: entropy") + "optimizer: { learning_rate: 0.1, iterations: 9, bounds: { means: [null, 6], observation: [-3, null] } }\n";

    private const string Gaussian = """
        apiVersion: diffmh/v1
        kind: Sweep
        name: gaussian
        seed: "18"
        mode: gradient
        require_verify: true
        model: { plugin: "DiffMH.Plugins.Gaussian@[0.1,1.0)", name: gaussian, parameters: { theta: [1, 2], deviations: 1, start: [0, 1] } }
        proposal: { name: random-walk, scale: 0.5 }
        coupling: reflection
        estimator: { scheme: symmetric, wrt: ['theta[0]'] }
        chain: { chains: 2, warmup: 0, draws: 10, thin: 2, start: fixed, restart: each-iteration }
        objective: { evaluate: 'x[0]' }

        """;

    private const string Shuffled = """
        design:
          order: shuffled
          cross:
            - model.parameters.J: { logspace: [1, 100, 3] }
            - model.parameters.h: { uniform: [0, 1], count: 2 }
          zip:
            - chain.thin: { range: [1, 2, 1] }
            - chain.warmup: { int_uniform: [1, 50], count: 2 }
              optimizer.learning_rate: { log_uniform: [0.01, 0.1], count: 2 }
              proposal.order: { choice: [random, sequential], count: 2 }
          points:
            - { chain.draws: 20, estimator.scheme: accept }
            - { chain.draws: 30 }

        """;

    private const string Refined = """
        design:
          cross:
            - model.parameters.L: [4, 6]
            - proposal: [uniform-spin, flip]
          set:
            - when: { proposal: flip }
              set: { coupling: next-spin }
            - set: { chain.draws: { expr: "2 * model.parameters.L" }, optimizer.bounds: { T: [1, null] } }
          exclude:
            - when: { model.parameters.L: [6, 7], coupling: same-value, optimizer.bounds.T: [[1, null]] }

        """;

    public static TheoryData<string> Rows { get; } =
        [
            SweepText.Mixture.With("wrt: observation", "scheme: auto, alternatives: auto, wrt: observation") + "chain: { draws: 10, warmup: 5 }\n",
            SweepText.Ising,
            SweepText.Mixture,
            Moving,
            Gaussian,
            Gaussian.With("coupling: reflection\n", "").With("scheme: symmetric", "method: covariance"),
            Gaussian.With("parameters: { theta: [1, 2], deviations: 1, start: [0, 1] }", "parameters: { theta: 1, deviations: [1], start: 0 }").With("'theta[0]'", "theta"),
            SweepText.Ising.With("seed: 7", "seed: 9223372036854775807"),
            SweepText.Ising.With("draws: 20", "draws: 2e1").With("L: 4", "L: 4.0"),
            SweepText.Ising.With("coupling: same-value\n", "").With("proposal: uniform-spin\n", ""),
            SweepText.Ising.With("proposal: uniform-spin", "proposal: { name: uniform-spin, order: sequential }"),
            SweepText.Ising.With("wrt: [T]", "wrt: [J, h]").With("T: [0.5, 10]", "J: [null, 3], h: [-1, null]"),
            SweepText.Ising.With("iterations: 6", "iterations: 6, name: sgd, momentum: 0.9, schedule: { name: cosine, final: 0.5 }, tail_average: 2"),
            SweepText.Ising.With("iterations: 6", "iterations: 6, name: adam, beta1: 0.5, beta2: 0.9, epsilon: 1e-6, schedule: inverse-sqrt"),
            SweepText.Ising.With("iterations: 6, bounds: { T: [0.5, 10] }", "iterations: 6, transform: { T: log }, clip: 2.5"),
            SweepText.Ising.With("iterations: 6", "iterations: 6, transform: { T: logit }"),
            SweepText.Ising.With("wrt: [T]", "wrt: [T, J]").With("{ T: [0.5, 10] }", "{ T: [null, 10], J: [0, 2] }, transform: { T: log, J: logit }"),
            SweepText.Ising.With("iterations: 6", "iterations: 6, transform: { T: none }"),
            Moving.With("iterations: 9", "iterations: 9, transform: { observation: none, means: none }"),
            SweepText.Ising.With("maximize: specific_heat", "maximize: \"(mean(energy^2) - mean(energy)^2) / T^2\", name: heat"),
            SweepText.Ising.With("maximize: specific_heat", "minimize: 'entropy(mean(abs(magnetization))/L^2, 0.5) + log(1 + mean(energy^4))'") + "output: { observables: [energy^4] }\n",
            SweepText.Mixture.With("evaluate: entropy", "evaluate: 'mean(is_1*observation) - means[1]*pi'"),
            Gaussian.With("'x[0]'", "'max(mean(x[0]*x[1]), theta[1]^2/proposal.scale, -1e3)'"),
            SweepText.Ising + "design:\n  cross:\n    - objective.maximize: [specific_heat, mean(energy)/J]\n    - optimizer.transform: [{ T: log }, {}]\n",
            SweepText.Ising.With("scheme: symmetric", "scheme: one-sided, pruning: none"),
            SweepText.Ising + "stop: { iterations: 4, wall_time: 02:03:04, gradient_below_noise: 2.5, standard_error: { T: 0.01 } }\noutput: { observables: [energy^2, energy], trace_thin: 2 }\n",
            SweepText.Ising + "stop: {}\noutput: {}\ndesign: {}\n",
            SweepText.Ising + "output: { observables: energy }\n",
            SweepText.Ising + "output: { observables: [] }\n",
            SweepText.Ising + TwoPoints + "stop: { iterations: [0, 6] }\n",
            SweepText.Ising.With("count: 3", "count: 3, share_streams_across: model.parameters.L") + TwoPoints,
            SweepText.Mixture + "stop: { iterations: [1] }\n",
            SweepText.Ising.With("T: 3.0, ", "") + "design:\n  cross:\n    - model.parameters.T: { linspace: [1, 4, 7] }\n      model.parameters.h: [0, 1]\n",
            SweepText.Ising.With("coupling: same-value\n", "").With("proposal: uniform-spin\n", "") + "design:\n  cross:\n    - proposal: [flip, { name: uniform-spin, order: sequential }]\n",
            SweepText.Ising.With("scheme: symmetric", "kernel: generic, scheme: symmetric"),
            SweepText.Ising.With("scheme: symmetric", "kernel: auto, scheme: symmetric") + "design:\n  cross:\n    - estimator.alternatives: [1, 2]\n",
            SweepText.Mixture.With("wrt: observation", "control: covariance, wrt: observation") + "chain: { chains: 8 }\ndesign:\n  cross:\n    - estimator.scheme: [accept, symmetric]\n",
            SweepText.Ising.With("chains: 4", "chains: 8") + "design:\n  cross:\n    - estimator.control: [none, covariance]\n",
            SweepText.Ising + Shuffled,
            SweepText.Ising + Refined,
            SweepText.Ising + "design:\n  cross: []\n  zip: []\n  set: []\n  exclude: []\n  order: grid\n",
            SweepText.Ising + "design:\n  cross:\n    - coupling: [same-value, next-spin]\n  set:\n    - when: { coupling: next-spin }\n      set: { proposal: flip }\n",
            SweepText.Ising + "design:\n  cross:\n    - proposal.order: [random, sequential]\n",
            SweepText.Ising + "design:\n  cross:\n    - optimizer.schedule: [constant, { name: cosine, final: 0.5 }]\n    - coupling: [same-value, independent]\n    - objective.maximize: [specific_heat, energy]\n",
            SweepText.Ising.With(", wrt: [T]", "").With(", bounds: { T: [0.5, 10] }", "") + "design:\n  cross:\n    - estimator.method: [dmh, covariance]\n    - estimator.wrt: [J, [J, h]]\n",
        ];
}

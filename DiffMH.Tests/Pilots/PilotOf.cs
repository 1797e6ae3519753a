using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Models;
using DiffMH.Engine.Pilots;
using DiffMH.Engine.Runs;
using DiffMH.Engine.Sweeps;
using DiffMH.Tests.Models;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Pilots;

/// <summary>Pilots of small points, all rounds run, on a clock that goes by counted evaluations.</summary>
internal static class PilotOf
{
    private const double SecondsPerEvaluation = 1e-8;

    private static readonly ModelCatalogue Rings = ModelCatalogue.Create([new LoadedPlugin(new PluginReference("Rings", "1.0.0", "hash"), new RingPlugin())]);

    /// <summary>A label of three components of a mixture.</summary>
    public static PointSpec Mixture(double observation, string chain, string more = "") => Point(
        BuiltPlugins.Catalogue,
        $$"""{ "plugin": "DiffMH.Plugins.Mixture", "name": "mixture-label", "parameters": { "observation": {{observation:R}}, "means": [-2.5, 2, 5], "deviations": 4 } }""",
        "observation",
        chain,
        "entropy",
        more);

    /// <summary>A random walk on N(0, 1), for a derivative in its step.</summary>
    public static PointSpec Walk(double scale) => Point(
        BuiltPlugins.Catalogue,
        """{ "plugin": "DiffMH.Plugins.Tuning", "name": "gaussian", "parameters": { "deviations": [1] } }""",
        "proposal.scale",
        """{ "warmup": 50, "draws": 500, "start": "fixed" }""",
        "lag1_autocovariance",
        $$""", "proposal": { "name": "random-walk", "scale": {{scale:R}} }""");

    /// <summary>A lattice of spins.</summary>
    public static PointSpec Ising(double field, int side = 4, double temperature = 3) => Point(
        BuiltPlugins.Catalogue,
        $$"""{ "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": {{side}}, "T": {{temperature:R}}, "h": {{field:R}} } }""",
        "h",
        """{ "warmup": 10, "draws": 100 }""",
        "magnetization");

    /// <summary>The density whose support moves.</summary>
    public static PointSpec Ring(double share) => Point(
        Rings,
        $$"""{ "plugin": "Rings", "name": "ring", "parameters": { "share": {{share:R}} } }""",
        "share",
        """{ "warmup": 100, "draws": 1000 }""",
        "x^2",
        ""","proposal": { "name": "random-walk", "scale": 2 }""");

    /// <summary>The shipped density whose support moves, on a line.</summary>
    public static PointSpec Contamination(double share) => Point(
        BuiltPlugins.Catalogue,
        $$"""{ "plugin": "DiffMH.Plugins.Contamination", "name": "contamination", "parameters": { "t": {{share:R}} } }""",
        "t",
        """{ "warmup": 100, "draws": 1000, "start": "origin" }""",
        "squared_norm",
        ""","proposal": { "name": "random-walk", "scale": 2 }""");

    /// <summary>Runs some rounds.</summary>
    public static Pilot Rounds(int rounds, PointSpec point) => Run(Pilot.Of(point.Plugin.Id == "Rings" ? Rings : BuiltPlugins.Catalogue, point), rounds);

    /// <summary>The leaderboard by seconds after some rounds.</summary>
    public static ImmutableArray<LeaderboardRow> Board(int rounds, PointSpec point) => Leaderboard.BySeconds(Rounds(rounds, point).Runs);

    private static Pilot Run(Pilot pilot, int rounds)
    {
        var limit = new Unlimited();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var run in pilot.Running)
            {
                var before = run.Evaluations;
                pilot.Advance(run, limit);
                run.Took((run.Evaluations - before) * SecondsPerEvaluation, pilot.NewChains);
            }

            pilot.EndRound();
        }

        return pilot;
    }

    private static PointSpec Point(ModelCatalogue catalogue, string model, string wrt, string chain, string objective, string more = "")
    {
        var frozen = SweepFreezer.Freeze(
            JsonNode.Parse($$"""
                { "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "pilot", "seed": {{TestSeed.Base}}, "mode": "gradient", "model": {{model}},
                  "estimator": { "kernel": "generic", "wrt": "{{wrt}}" }, "chain": {{chain}}, "objective": { "evaluate": "{{objective}}" }{{more}} }
                """)!.AsObject(),
            catalogue);
        Assert.Empty(frozen.Problems);
        return frozen.Sweep!.Points.Single();
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>The section <c>optimizer</c>.</summary>
internal static class OptimizerSection
{
    private const string Key = "optimizer";
    private static readonly ImmutableArray<string> AdamKeys = ["beta1", "beta2", "epsilon"];
    private static readonly ImmutableArray<string> SgdKeys = ["momentum"];

    public static OptimizerSettings? Read(MappingReader root, SweepMode mode, ThetaLayout? theta, ImmutableArray<string> wrt, ICollection<SweepProblem> problems)
    {
        if (mode == SweepMode.Gradient)
        {
            if (root.Has(Key))
            {
                root.Note(Key, "found an optimizer in mode gradient; there it must be left out", ProblemPart.Key);
            }

            return null;
        }

        if (root.Mapping(Key, "a mapping with at least learning_rate and iterations") is not { } mapping)
        {
            return null;
        }

        var section = new MappingReader(mapping, Key, problems);
        var method = section.Choice("name", SweepDefaults.Optimizer);
        var rate = section.Number("learning_rate", fallback: null, NumberRange.Positive);
        var iterations = (int)section.Integer("iterations", fallback: null, 1);
        var tail = (int)section.Integer("tail_average", SweepDefaults.TailAverage(iterations), 1, iterations, $"an integer from 1 to iterations, here {iterations}");
        var beta1 = section.Number("beta1", SweepDefaults.Beta1, NumberRange.BelowOne);
        var beta2 = section.Number("beta2", SweepDefaults.Beta2, NumberRange.BelowOne);
        var epsilon = section.Number("epsilon", SweepDefaults.Epsilon, NumberRange.Positive);
        var momentum = section.Number("momentum", SweepDefaults.Momentum, NumberRange.BelowOne);
        RefuseForeignKeys(section, method);
        var (schedule, final) = ScheduleReader.Read(section, problems);
        var bounds = new BoundsReader(section, problems).Read(theta, wrt);
        section.Finish();
        return new OptimizerSettings(method, rate, iterations, tail, beta1, beta2, epsilon, momentum, bounds.Lower, bounds.Upper, schedule, final);
    }

    /// <summary>The section of the resolved document.</summary>
    public static JsonObject Write(OptimizerSettings optimizer, ImmutableArray<string> wrt)
    {
        var section = new JsonObject
        {
            ["name"] = Word.Of(optimizer.Method),
            ["learning_rate"] = optimizer.LearningRate,
            ["schedule"] = ScheduleReader.Write(optimizer),
            ["iterations"] = optimizer.Iterations,
            ["tail_average"] = optimizer.TailAverage,
            ["bounds"] = BoundsReader.Write(optimizer, wrt),
        };
        if (optimizer.Method == OptimizerMethod.Adam)
        {
            (section["beta1"], section["beta2"], section["epsilon"]) = (optimizer.Beta1, optimizer.Beta2, optimizer.Epsilon);
        }
        else
        {
            section["momentum"] = optimizer.Momentum;
        }

        return section;
    }

    private static void RefuseForeignKeys(MappingReader section, OptimizerMethod method)
    {
        foreach (var key in (method == OptimizerMethod.Adam ? SgdKeys : AdamKeys).Where(section.Has))
        {
            section.Note(key, $"found {key} with {Word.Of(method)}; its own keys are {string.Join(", ", method == OptimizerMethod.Adam ? AdamKeys : SgdKeys)}", ProblemPart.Key);
        }
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>The section <c>optimizer</c>.</summary>
internal static class OptimizerSection
{
    private static readonly ChoiceKey<OptimizerMethod> Method = new("name", "adam (arXiv:1412.6980), or sgd: gradient steps with momentum.", SweepDefaults.Optimizer);
    private static readonly NumberKey Rate = new("learning_rate", "The learning rate.", NumberRange.Positive) { IsRequired = true };
    private static readonly IntegerKey Iterations = new("iterations", "How many iterations.", 1) { IsRequired = true };
    private static readonly IntegerKey Tail = new("tail_average", "Over how many last iterations parameters are averaged, at most iterations (not checked here). Default: a third of the iterations.", 1);
    private static readonly NumberKey Beta1 = new("beta1", "Adam: decay of the mean of the gradient.", NumberRange.BelowOne) { Fallback = SweepDefaults.Beta1 };
    private static readonly NumberKey Beta2 = new("beta2", "Adam: decay of the mean square of the gradient.", NumberRange.BelowOne) { Fallback = SweepDefaults.Beta2 };
    private static readonly NumberKey Epsilon = new("epsilon", "Adam: what is added to the root mean square.", NumberRange.Positive) { Fallback = SweepDefaults.Epsilon };
    private static readonly NumberKey Momentum = new("momentum", "SGD: momentum.", NumberRange.BelowOne) { Fallback = SweepDefaults.Momentum };
    private static readonly NumberKey Clip = new("clip", "The largest Euclidean norm of a gradient, to which longer ones are shortened before a step. Default: none is.", NumberRange.Positive);
    private static readonly ImmutableArray<string> AdamKeys = [Beta1.Name, Beta2.Name, Epsilon.Name];
    private static readonly ImmutableArray<string> SgdKeys = [Momentum.Name];

    /// <summary>The section and its keys.</summary>
    public static SectionKey Section { get; } = new(
        "optimizer",
        "How parameters are moved; in mode optimize only.",
        [Method, Rate, ScheduleReader.Key, Iterations, Tail, BoundsReader.Key, TransformReader.Key, Clip, Beta1, Beta2, Epsilon, Momentum]);

    /// <summary>Each optimiser has keys of its own; Adam is meant where nothing is said.</summary>
    public static JsonObject Rule() => SchemaOf.All(
        [
            SchemaOf.Where(SchemaOf.Keys((Method.Name, SchemaOf.Is(Word.Of(OptimizerMethod.Adam)))), SchemaOf.Without(SgdKeys)),
            SchemaOf.Where(SchemaOf.Has(Method.Name, SchemaOf.Is(Word.Of(OptimizerMethod.Sgd))), SchemaOf.Without(AdamKeys)),
        ]);

    public static OptimizerSettings? Read(MappingReader root, SweepMode mode, ThetaLayout? theta, ImmutableArray<string> wrt, ICollection<SweepProblem> problems)
    {
        if (mode == SweepMode.Gradient)
        {
            if (root.Has(Section.Name))
            {
                root.Note(Section.Name, "found an optimizer in mode gradient; there it must be left out", ProblemPart.Key);
            }

            return null;
        }

        if (root.Mapping(Section with { IsRequired = true }, "a mapping with at least learning_rate and iterations") is not { } mapping)
        {
            return null;
        }

        var section = new MappingReader(mapping, Section.Name, problems);
        var method = section.Choice(Method);
        var rate = section.Number(Rate);
        var iterations = (int)section.Integer(Iterations);
        var tail = (int)section.Integer(Tail with { Fallback = SweepDefaults.TailAverage(iterations), Maximum = iterations }, $"an integer from 1 to iterations, here {iterations}");
        var beta1 = section.Number(Beta1);
        var beta2 = section.Number(Beta2);
        var epsilon = section.Number(Epsilon);
        var momentum = section.Number(Momentum);
        RefuseForeignKeys(section, method);
        var (schedule, final) = ScheduleReader.Read(section, problems);
        var transforms = new TransformReader(section, problems).Read(theta, wrt);
        var bounds = new BoundsReader(section, problems).Read(theta, wrt, transforms);
        var clip = section.Has(Clip.Name) ? section.Number(Clip) : (double?)null;
        section.Finish();
        return new OptimizerSettings(method, rate, iterations, tail, beta1, beta2, epsilon, momentum, bounds.Lower, bounds.Upper, schedule, final, transforms, clip);
    }

    /// <summary>The section of the resolved document.</summary>
    public static JsonObject Write(OptimizerSettings optimizer, ImmutableArray<string> wrt, ThetaLayout theta)
    {
        var section = new JsonObject
        {
            [Method.Name] = Word.Of(optimizer.Method),
            [Rate.Name] = optimizer.LearningRate,
            [ScheduleReader.Key.Name] = ScheduleReader.Write(optimizer),
            [Iterations.Name] = optimizer.Iterations,
            [Tail.Name] = optimizer.TailAverage,
            [BoundsReader.Key.Name] = BoundsReader.Write(optimizer, wrt, theta),
        };
        if (TransformReader.Write(optimizer, wrt) is { } transforms)
        {
            section[TransformReader.Key.Name] = transforms;
        }

        if (optimizer.Clip is { } clip)
        {
            section[Clip.Name] = clip;
        }

        if (optimizer.Method == OptimizerMethod.Adam)
        {
            (section[Beta1.Name], section[Beta2.Name], section[Epsilon.Name]) = (optimizer.Beta1, optimizer.Beta2, optimizer.Epsilon);
        }
        else
        {
            section[Momentum.Name] = optimizer.Momentum;
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

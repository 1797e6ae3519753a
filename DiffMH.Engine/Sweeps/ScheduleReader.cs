using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads <c>optimizer.schedule</c>: a name, or a mapping of the name and the schedule's own settings.</summary>
internal static class ScheduleReader
{
    private static readonly ChoiceKey<LearningSchedule> Name = new(
        "name", "constant; cosine: to zero, or to a share of the rate, over all iterations; inverse-sqrt: rate / sqrt(step).", SweepDefaults.Schedule);

    private static readonly NumberKey Final = new("final", "The share of the learning rate to which a cosine leads.", new NumberRange(0, 1)) { Fallback = SweepDefaults.FinalRate };
    private static readonly SectionKey Form = new("schedule", "A schedule with its settings.", [Name, Final]);
    private static readonly ChoiceKey<LearningSchedule> Named = Name with { Name = Form.Name };

    /// <summary>The key.</summary>
    public static ShapedKey Key { get; } = new(
        Form.Name,
        "How the learning rate changes with the step: a name, or { name: cosine, final: 0.1 }.",
        () => SchemaOf.Any(Name.Schema(), Form.Shape()));

    /// <summary>Only a cosine has a share to which it leads.</summary>
    public static JsonObject Rule() => SchemaOf.Keys((Key.Name, SchemaOf.Where(
        SchemaOf.Has(Name.Name, SchemaOf.Not(SchemaOf.Is(Word.Of(LearningSchedule.Cosine)))),
        SchemaOf.Keys((Final.Name, false)))));

    public static (LearningSchedule Schedule, double FinalRate) Read(MappingReader optimizer, ICollection<SweepProblem> problems)
    {
        if (optimizer.Value(Form.Name) is not JsonObject mapping)
        {
            return (optimizer.Choice(Named), SweepDefaults.FinalRate);
        }

        var section = new MappingReader(mapping, optimizer.PathOf(Form.Name), problems);
        var schedule = section.Choice(Name);
        var final = section.Number(Final);
        if (schedule != LearningSchedule.Cosine && section.Has(Final.Name))
        {
            section.Note(Final.Name, $"found {Final.Name} with {Word.Of(schedule)}; only cosine leads to a share of the learning rate", ProblemPart.Key);
        }

        section.Finish();
        return (schedule, final);
    }

    /// <summary>The key's value in the resolved document.</summary>
    public static JsonNode Write(OptimizerSettings optimizer) => optimizer.Schedule == LearningSchedule.Cosine
        ? new JsonObject { [Name.Name] = Word.Of(optimizer.Schedule), [Final.Name] = optimizer.FinalRate }
        : JsonValue.Create(Word.Of(optimizer.Schedule));
}

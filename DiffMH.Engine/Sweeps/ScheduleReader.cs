using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads <c>optimizer.schedule</c>: a name, or a mapping of the name and the schedule's own settings.</summary>
internal static class ScheduleReader
{
    private const string Key = "schedule";
    private const string Final = "final";

    public static (LearningSchedule Schedule, double FinalRate) Read(MappingReader optimizer, ICollection<SweepProblem> problems)
    {
        if (optimizer.Value(Key) is not JsonObject mapping)
        {
            return (optimizer.Choice(Key, SweepDefaults.Schedule), SweepDefaults.FinalRate);
        }

        var section = new MappingReader(mapping, optimizer.PathOf(Key), problems);
        var schedule = section.Choice("name", SweepDefaults.Schedule);
        var final = section.Number(Final, SweepDefaults.FinalRate, new NumberRange(0, 1));
        if (schedule != LearningSchedule.Cosine && section.Has(Final))
        {
            section.Note(Final, $"found {Final} with {Word.Of(schedule)}; only cosine leads to a share of the learning rate", ProblemPart.Key);
        }

        section.Finish();
        return (schedule, final);
    }

    /// <summary>The key's value in the resolved document.</summary>
    public static JsonNode Write(OptimizerSettings optimizer) => optimizer.Schedule == LearningSchedule.Cosine
        ? new JsonObject { ["name"] = Word.Of(optimizer.Schedule), [Final] = optimizer.FinalRate }
        : JsonValue.Create(Word.Of(optimizer.Schedule));
}

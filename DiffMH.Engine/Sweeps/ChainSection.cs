using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Models;
using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Sweeps;

/// <summary>The section <c>chain</c>.</summary>
internal static class ChainSection
{
    private const string EachIteration = "each-iteration";
    private static readonly IntegerKey Chains = new("chains", "Chains of each replicate. They form min(chains, 16) groups, between which the jackknife is.", 1, PointWork.MostChains) { Fallback = SweepDefaults.Chains };
    private static readonly IntegerKey Warmup = new("warmup", "Steps that are not summed. On a lattice a step is one update per site.", 0) { Fallback = SweepDefaults.Warmup };
    private static readonly IntegerKey Draws = new("draws", "States that are summed.", 1) { Fallback = SweepDefaults.Draws };
    private static readonly IntegerKey Thin = new("thin", "Steps for each draw.", 1) { Fallback = SweepDefaults.Thin };
    private static readonly TextKey Start = new("start", "The name of a start of the model. Default: the model's first.", "the name of a start");
    private static readonly TextKey Restart = new("restart", "When chains go back to their start.", EachIteration) { Fallback = EachIteration, Words = [EachIteration] };

    /// <summary>The section and its keys.</summary>
    public static SectionKey Section { get; } = new("chain", "The Markov chains.", [Chains, Warmup, Draws, Thin, Start, Restart]);

    /// <summary>The path of the number of chains.</summary>
    public static string ChainsPath { get; } = DocumentPath.Join("chain", Chains.Name);

    /// <summary>Chains between which there is noise.</summary>
    public static JsonObject AtLeastTwo() => AtLeast(2);

    /// <summary>Chains from which a coefficient is known.</summary>
    public static JsonObject EnoughForControl() => AtLeast(CovarianceControl.FewestGroups);

    public static ChainSettings Read(MappingReader root, ModelDefinition? model)
    {
        var section = root.Section(Section);
        var chains = (int)section.Integer(Chains);
        var warmup = (int)section.Integer(Warmup);
        var draws = (int)section.Integer(Draws);
        var thin = (int)section.Integer(Thin);
        var start = ReadStart(section, model);
        if (section.Text(Restart) != EachIteration)
        {
            section.NoteValue(Restart.Name, EachIteration);
        }

        section.Finish();
        return new ChainSettings(chains, warmup, draws, thin, start);
    }

    /// <summary>The section of the resolved document.</summary>
    public static JsonObject Write(ChainSettings chain) => new()
    {
        [Chains.Name] = chain.Chains,
        [Warmup.Name] = chain.Warmup,
        [Draws.Name] = chain.Draws,
        [Thin.Name] = chain.Thin,
        [Start.Name] = chain.Start,
        [Restart.Name] = EachIteration,
    };

    private static JsonObject AtLeast(int chains) => SchemaOf.Keys((Chains.Name, new JsonObject { ["minimum"] = chains }));

    private static string ReadStart(MappingReader section, ModelDefinition? model)
    {
        var start = section.Text(Start with { Fallback = model?.Starts[0].Name ?? "" });
        if (model is not null && !model.Starts.Any(known => known.Name == start))
        {
            section.NoteValue(Start.Name, $"a start of {model.Name}: {NameSuggestion.For(start ?? "", [.. model.Starts.Select(known => known.Name)])}");
        }

        return start ?? "";
    }
}

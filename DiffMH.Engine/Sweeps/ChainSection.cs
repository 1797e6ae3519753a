using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Sweeps;

/// <summary>The section <c>chain</c>.</summary>
internal static class ChainSection
{
    private const string Restart = "each-iteration";

    public static ChainSettings Read(MappingReader root, ModelDefinition? model)
    {
        var section = root.Section("chain");
        var chains = (int)section.Integer("chains", SweepDefaults.Chains, 1, PointWork.MostChains);
        var warmup = (int)section.Integer("warmup", SweepDefaults.Warmup, 0);
        var draws = (int)section.Integer("draws", SweepDefaults.Draws, 1);
        var thin = (int)section.Integer("thin", SweepDefaults.Thin, 1);
        var start = ReadStart(section, model);
        if (section.Text("restart", Restart, Restart) != Restart)
        {
            section.NoteValue("restart", Restart);
        }

        section.Finish();
        return new ChainSettings(chains, warmup, draws, thin, start);
    }

    /// <summary>The section of the resolved document.</summary>
    public static JsonObject Write(ChainSettings chain) => new()
    {
        ["chains"] = chain.Chains,
        ["warmup"] = chain.Warmup,
        ["draws"] = chain.Draws,
        ["thin"] = chain.Thin,
        ["start"] = chain.Start,
        ["restart"] = Restart,
    };

    private static string ReadStart(MappingReader section, ModelDefinition? model)
    {
        var start = section.Text("start", model?.Starts[0].Name ?? "", "the name of a start");
        if (model is not null && !model.Starts.Any(known => known.Name == start))
        {
            section.NoteValue("start", $"a start of {model.Name}: {NameSuggestion.For(start ?? "", [.. model.Starts.Select(known => known.Name)])}");
        }

        return start ?? "";
    }
}

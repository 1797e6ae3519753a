using System.Globalization;
using System.Text;
using DiffMH.Client.Formatting;

namespace DiffMH.Client.PluginPages;

/// <summary>What a plugin brings, for people.</summary>
internal static class PluginPage
{
    /// <summary>The page.</summary>
    public static string Render(PluginDocument document)
    {
        var text = new StringBuilder($"{document.Plugin.Id} {document.Plugin.Version}, sha256:{document.Plugin.Hash}\n");
        foreach (var model in document.Models)
        {
            Append(text, model);
        }

        if (!document.Couplings.IsEmpty)
        {
            Section(text, "couplings of its own", Named(document.Couplings));
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ModelDocument model)
    {
        text.Append($"\nmodel {model.Name}: {model.Description}\n");
        Section(text, "parameters (model.parameters); those marked θ can be optimised (estimator.wrt)", Settings(model.Parameters));
        Section(text, "proposals (proposal), the first is the default", Proposals(model));
        foreach (var proposal in model.Proposals.Where(proposal => !proposal.Settings.IsEmpty))
        {
            Section(text, $"settings of the proposal {proposal.Name}{(proposal.Settings.Any(setting => setting.Wrt is not null) ? "; those marked θ can be optimised, as proposal.NAME" : "")}", Settings(proposal.Settings));
        }

        Section(text, "starts (chain.start), the first is the default", Named(model.Starts));
        Section(text, $"observables{(model.Parameters.Any(setting => setting.Kind == "parameters") ? ", where lists have three numbers" : "")}", Observables(model));
        if (!model.Objectives.IsEmpty)
        {
            Section(text, "objectives (objective), besides the mean of each observable", Named(model.Objectives));
        }

        if (model.Kernel is { } kernel)
        {
            Section(text, "kernel of its own (estimator.kernel)", Named([kernel]));
        }
    }

    private static void Section(StringBuilder text, string heading, TextTable table)
    {
        text.Append($"\n  {heading}\n");
        foreach (var line in table.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append("    ").Append(line).Append('\n');
        }
    }

    private static TextTable Settings(IEnumerable<SettingDocument> settings)
    {
        var table = new TextTable("name", "", "default", "value", "unit", "meaning");
        foreach (var setting in settings)
        {
            table.Add(setting.Name, setting.Wrt is null ? "" : "θ", Default(setting), setting.Expected, setting.Unit, setting.Description);
        }

        return table;
    }

    private static string Default(SettingDocument setting) =>
        setting.Required ? "required" : setting.Default is null ? "none" : Convert.ToString(setting.Default, CultureInfo.InvariantCulture)!.ToLowerInvariant();

    private static TextTable Proposals(ModelDocument model)
    {
        var table = new TextTable("name", "couplings (coupling)", "meaning");
        foreach (var proposal in model.Proposals)
        {
            table.Add(proposal.Name, string.Join(", ", proposal.Couplings), proposal.Description);
        }

        return table;
    }

    private static TextTable Observables(ModelDocument model)
    {
        var table = new TextTable("name", "unit");
        foreach (var observable in model.Observables)
        {
            table.Add(observable.Name, observable.Unit);
        }

        return table;
    }

    private static TextTable Named(IEnumerable<NamedText> items)
    {
        var table = new TextTable("name", "meaning");
        foreach (var item in items)
        {
            table.Add(item.Name, item.Description);
        }

        return table;
    }
}

namespace DiffMH.Engine.Verification;

/// <summary>All evidence about a plugin, in the order in which it was looked for.</summary>
internal sealed class Ledger
{
    private readonly List<Evidence> rows = [];
    private readonly List<TriedSettings> tried = [];
    private readonly List<UntriedModel> untried = [];

    /// <summary>The evidence so far.</summary>
    public IReadOnlyList<Evidence> Rows => rows;

    /// <summary>The settings at which models were tried.</summary>
    public IReadOnlyList<TriedSettings> Tried => tried;

    /// <summary>The models that could not be tried.</summary>
    public IReadOnlyList<UntriedModel> Untried => untried;

    /// <summary>Notes settings at which a model is tried.</summary>
    public void Note(TriedSettings settings) => tried.Add(settings);

    /// <summary>Notes that a model cannot be tried: what was found of it is no evidence.</summary>
    public void SetAside(UntriedModel model)
    {
        rows.RemoveAll(row => row.Model == model.Model);
        untried.Add(model);
    }

    /// <summary>The row of a check, begun if it is new: the same check at other settings adds to it.</summary>
    public Evidence Of(string model, string check, string? proposal = null, string? coupling = null)
    {
        var row = rows.Find(other => other.Model == model && other.Check == check && other.Proposal == proposal && other.Coupling == coupling);
        if (row is null)
        {
            rows.Add(row = new Evidence(model, check, proposal, coupling));
        }

        return row;
    }

    /// <summary>Collects evidence; whatever the plugin throws refutes the row, but for a refusal of data that were made up.</summary>
    /// <param name="row">The row.</param>
    /// <param name="collect">Does it.</param>
    public static void Collect(Evidence row, Action<Evidence> collect)
    {
        try
        {
            collect(row);
        }
        catch (Exception thrown) when (thrown is not (OperationCanceledException or SettingsRefusedException { NeedsData: true }))
        {
            // The plugin's code may throw anything, and that it does is the finding.
            row.Refute(thrown is SettingsRefusedException ? thrown.Message : $"{thrown.GetType().Name}: {thrown.Message}");
        }
    }
}

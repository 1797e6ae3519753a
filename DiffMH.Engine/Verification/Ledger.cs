namespace DiffMH.Engine.Verification;

/// <summary>All evidence about a plugin, in the order in which it was looked for.</summary>
internal sealed class Ledger
{
    private readonly List<Evidence> rows = [];

    /// <summary>The evidence so far.</summary>
    public IReadOnlyList<Evidence> Rows => rows;

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

    /// <summary>Collects evidence; whatever the plugin throws refutes the row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="collect">Does it.</param>
    public static void Collect(Evidence row, Action<Evidence> collect)
    {
        try
        {
            collect(row);
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException)
        {
            // The plugin's code may throw anything, and that it does is the finding.
            row.Refute($"{thrown.GetType().Name}: {thrown.Message}");
        }
    }
}

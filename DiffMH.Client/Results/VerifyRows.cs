using DiffMH.Engine.Verification;

namespace DiffMH.Client.Results;

/// <summary>What a verification found as a table: <c>verify -o csv</c>.</summary>
internal static class VerifyRows
{
    /// <summary>Writes one row for each check.</summary>
    public static Task Write(ITableWriter writer, IEnumerable<VerificationRow> rows)
    {
        var table = new ColumnTable();
        var (model, check, proposal, coupling) = (table.Text("model"), table.Text("check"), table.Text("proposal"), table.Text("coupling"));
        var (statistic, value, detects) = (table.Number("statistic"), table.Number("p_value"), table.Number("detects"));
        var (passed, finding) = (table.Text("passed"), table.Text("finding"));
        foreach (var row in rows)
        {
            model.Set(table.Rows, row.Model);
            check.Set(table.Rows, row.Check);
            proposal.Set(table.Rows, row.Proposal);
            coupling.Set(table.Rows, row.Coupling);
            statistic.Set(table.Rows, row.Statistic);
            value.Set(table.Rows, row.PValue ?? double.NaN);
            detects.Set(table.Rows, row.Detects);
            passed.Set(table.Rows, row.Passed ? "true" : "false");
            finding.Set(table.Rows, row.Finding);
            table.EndRow();
        }

        return table.Write(writer, _ => Task.CompletedTask);
    }
}

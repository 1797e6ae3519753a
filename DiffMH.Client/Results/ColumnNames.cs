namespace DiffMH.Client.Results;

/// <summary>How columns are named after parameters.</summary>
public static class ColumnNames
{
    private static readonly HashSet<string> Taken = new()
    {
        "point", "identity", "state", "replicate", "replicates", "iteration", "objective", "objective_name", "objective_mcse",
        "iterations", "stopped_by", "objective_sd", "objective_drift", "objective_drift_mcse", "acceptance", "recoupling_mean", "unrecoupled_fraction", "largest_share", "failure",
    };

    /// <summary>A parameter's column: its name, or <c>parameter.NAME</c> where a column of ours has that name or an axis may have it, as <c>proposal.scale</c>.</summary>
    public static string Of(string parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return Taken.Contains(parameter) || parameter.StartsWith("proposal.", StringComparison.Ordinal) ? $"parameter.{parameter}" : parameter;
    }
}

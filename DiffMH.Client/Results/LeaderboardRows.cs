using DiffMH.Client.Results.Document;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Pilots;

namespace DiffMH.Client.Results;

/// <summary>A leaderboard as a table: <c>compare -o csv</c>.</summary>
internal static class LeaderboardRows
{
    /// <summary>Writes one row for each candidate.</summary>
    public static Task Write(ITableWriter writer, LeaderboardDocument board)
    {
        var table = new ColumnTable();
        foreach (var candidate in board.Candidates)
        {
            Fill(table, candidate);
            table.EndRow();
        }

        return table.Write(writer, _ => Task.CompletedTask);
    }

    private static void Fill(ColumnTable table, CandidateSummary candidate)
    {
        Count(table, "rank", candidate.Rank);
        Text(table, "method", candidate.Method);
        Text(table, "coupling", candidate.Coupling);
        if (candidate.Strength is { } strength)
        {
            Number(table, "strength", strength);
        }

        Text(table, "scheme", candidate.Scheme);
        Text(table, "pruning", candidate.Pruning);
        Count(table, "alternatives", candidate.Alternatives);
        Text(table, "standing", Word.Of(candidate.Standing));
        Text(table, "reason", candidate.Reason);
        Count(table, "chains", candidate.Chains);
        foreach (var (name, estimate) in candidate.Gradient)
        {
            Number(table, $"gradient.{name}", estimate.Value);
            Number(table, $"gradient.{name}.mcse", estimate.Mcse);
        }

        Interval(table, "variance_seconds", candidate.VarianceSeconds);
        Interval(table, "ratio", candidate.Ratio);
        Interval(table, "variance_evaluations", candidate.VarianceEvaluations);
        Number(table, "evaluations_per_chain", candidate.EvaluationsPerChain);
        Number(table, "seconds_per_chain", candidate.SecondsPerChain);
        Number(table, "recoupling_mean", candidate.RecouplingMean);
        Number(table, "unrecoupled_fraction", candidate.UnrecoupledFraction);
        Number(table, "bias", candidate.Bias);
    }

    private static void Interval(ColumnTable table, string name, Interval interval)
    {
        Number(table, name, interval.Value);
        Number(table, $"{name}.lower", interval.Lower);
        Number(table, $"{name}.upper", interval.Upper);
    }

    private static void Number(ColumnTable table, string name, double value) => table.Number(name).Set(table.Rows, value);

    private static void Count(ColumnTable table, string name, int? value)
    {
        if (value is { } number)
        {
            table.Count(name).Set(table.Rows, number);
        }
    }

    private static void Text(ColumnTable table, string name, string? value)
    {
        if (value is not null)
        {
            table.Text(name).Set(table.Rows, value);
        }
    }
}

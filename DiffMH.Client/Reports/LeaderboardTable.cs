using System.Globalization;
using System.Text;
using DiffMH.Client.Formatting;
using DiffMH.Client.Inputs;
using DiffMH.Client.Results.Document;
using DiffMH.Engine.Pilots;

namespace DiffMH.Client.Reports;

/// <summary>A leaderboard for people: the best, the best of each method, and who does not compete and why.</summary>
internal static class LeaderboardTable
{
    private const int Shown = 12;
    private const int ShownReasons = 6;
    private const string Nothing = "–";

    /// <summary>The leaderboard as text.</summary>
    public static string Render(LeaderboardDocument board)
    {
        var ranked = board.Candidates.Where(candidate => candidate.Rank is not null).ToArray();
        var others = board.Candidates.Where(candidate => candidate.Rank is null).ToArray();
        var text = new StringBuilder($"gradient of {board.Objective} at point {board.Point} of {board.Sweep}: {board.Candidates.Count} candidates, {board.Rounds} rounds\n\n");
        if (ranked.Length == 0)
        {
            text.Append("No candidate can be ranked.\n");
        }
        else
        {
            var shown = ranked.Take(Shown).Union(ranked.DistinctBy(candidate => candidate.Method)).OrderBy(candidate => candidate.Rank).ToArray();
            text.Append(Table(shown)).Append(More(ranked.Length - shown.Length)).Append('\n');
            text.Append(Legend(board, ranked));
        }

        foreach (var group in others.GroupBy(candidate => candidate.Standing))
        {
            text.Append('\n').Append(Heading(group.Key)).Append(":\n").Append(Reasons([.. group]));
        }

        return text.ToString();
    }

    private static TextTable Table(IEnumerable<CandidateSummary> candidates)
    {
        var table = new TextTable("#", "estimator", "gradient", "variance × s", "ratio", "× evaluations", "recoupling", "unrecoupled", "bias", "chains");
        foreach (var candidate in candidates)
        {
            table.Add(
                $"{candidate.Rank}",
                candidate.Name,
                Gradient(candidate),
                Shape(candidate.VarianceSeconds),
                Shape(candidate.Ratio),
                Number(candidate.VarianceEvaluations.Value),
                Number(candidate.RecouplingMean),
                Number(candidate.UnrecoupledFraction, digits: 2),
                candidate.IsReference ? "reference" : double.IsNaN(candidate.Bias) ? Nothing : candidate.Bias.ToString("F1", CultureInfo.InvariantCulture),
                $"{candidate.Chains}");
        }

        return table;
    }

    private static string Legend(LeaderboardDocument board, CandidateSummary[] ranked) =>
        "\nSmaller is better: twice the variance × s takes twice the time to the same standard error. In brackets are intervals of\n"
        + "probability 0.95. Seconds were measured and differ from time to time; × evaluations is the variance times counted evaluations\n"
        + $"of the density: seed {board.Seed} and {board.Rounds} rounds give it again. Bias is the difference from the reference, the best unbiased\n"
        + "candidate, in standard errors of that difference. Those with fewer chains were dropped on the way.\n"
        + (ranked[0].Gradient.Count > 1 ? "Of several parameters it is the geometric mean of their variances.\n" : "")
        + $"\n{(board.Rivals > 0 ? $"Undecided: {board.Rivals} cannot be told from the first; give it more --seconds.\n" : Use(ranked[0]))}";

    /// <summary>Sections to be pasted.</summary>
    private static string Use(CandidateSummary best) =>
        $"To use the best, put this in place of the file's estimator and coupling:\n\n{string.Concat(best.Sections.Select(section => $"{section.Key}: {YamlText.Line(section.Value!)}\n"))}";

    private static string Heading(Standing standing) => standing switch
    {
        Standing.Doubtful => "Not ranked, because what was measured may mean little",
        Standing.Undecided => "Dropped too early to be ranked",
        Standing.Disqualified => "Disqualified",
        _ => "Could not be run",
    };

    /// <summary>A reason that several share is told once; of the disqualified, once for each method.</summary>
    private static string Reasons(IReadOnlyCollection<CandidateSummary> candidates)
    {
        var groups = candidates.GroupBy(candidate => (candidate.Reason, Method: candidate.Standing == Standing.Disqualified ? candidate.Method : "")).ToArray();
        var lines = groups.Take(ShownReasons).Select(group => $"  {group.First().Name}{(group.Skip(1).Any() ? $" and {group.Count() - 1} more" : "")}: {group.Key.Reason}\n");
        return string.Concat(lines) + More(groups.Skip(ShownReasons).Sum(group => group.Count()));
    }

    /// <summary>The first parameter's derivative: with the others a line would be too long, and the document has them.</summary>
    private static string Gradient(CandidateSummary candidate)
    {
        var (name, estimate) = candidate.Gradient.First();
        var text = ValueWithError.Format(estimate.Value, estimate.Mcse);
        return candidate.Gradient.Count == 1 ? text : $"{name} {text}, …";
    }

    private static string Shape(Interval interval) => double.IsNaN(interval.Value)
        ? Nothing
        : $"{Number(interval.Value)} [{Number(interval.Lower, digits: 2)}, {Number(interval.Upper, digits: 2)}]";

    private static string Number(double value, int digits = 3) => double.IsNaN(value) ? Nothing
        : value == 0 || (Math.Abs(value) >= 0.001 && Math.Abs(value) < Math.Pow(10, digits)) ? value.ToString($"G{digits}", CultureInfo.InvariantCulture)
        : value.ToString(digits == 2 ? "0.#e0" : "0.##e0", CultureInfo.InvariantCulture);

    private static string More(int left) => left > 0 ? $"and {left} more: -o json\n" : "";
}

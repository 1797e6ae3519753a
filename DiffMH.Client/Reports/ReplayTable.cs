using System.Globalization;
using System.Text;
using DiffMH.Client.Formatting;
using DiffMH.Client.Replays;

namespace DiffMH.Client.Reports;

/// <summary>What a replay found, for people.</summary>
internal static class ReplayTable
{
    private const int Shown = 20;

    /// <summary>The differences, then how much was compared.</summary>
    public static string Render(ReplayDocument document)
    {
        var text = new StringBuilder();
        if (document.Differing > 0)
        {
            var table = new TextTable("point", "iteration", "replicate", "number", "stored", "computed again");
            foreach (var difference in document.Differences.Take(Shown))
            {
                table.Add(Number(difference.Point), Number(difference.Iteration), difference.Replicate is { } replicate ? Number(replicate) : "all", difference.What, difference.Stored, difference.Recomputed);
            }

            var more = document.Differences.Length - Shown;
            text.Append($"{table}{(more > 0 ? $"and {more} more: -o json\n" : "")}\n");
        }

        text.Append($"{document.Name} ({document.Id}): {document.Replayed} of {document.Iterations} iterations computed again, {(document.Differing == 0 ? "all the same to the bit" : $"{document.Differing} DIFFER")}\n");
        text.Append($"{(document.Steps == 0 ? "no" : Number(document.Steps))} starts of iterations compared with where the steps before them lead\n");
        if (document.WithoutSums > 0)
        {
            text.Append($"{document.WithoutSums} iterations were stored without digests of their sums: objective, gradient and errors were compared\n");
        }

        return text.Append($"digest {document.Digest}\n").ToString();
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

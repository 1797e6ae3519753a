using System.Text.Json.Nodes;

namespace DiffMH.Engine.Verification;

/// <summary>A matrix of probabilities for the proposal <see cref="LabelMatrix"/>: all numbers positive, none like another.</summary>
internal static class TrialMatrix
{
    /// <summary>The settings of the proposal.</summary>
    /// <param name="labels">n.</param>
    /// <param name="stream">Where numbers come from.</param>
    public static JsonObject Of(int labels, ref RandomStream stream)
    {
        var rows = new JsonArray();
        for (var from = 0; from < labels; from++)
        {
            var row = new double[labels];
            for (var to = 0; to < labels; to++)
            {
                row[to] = 0.2 + stream.NextUniform();
            }

            var sum = row.Sum();
            foreach (var number in row)
            {
                rows.Add(number / sum);
            }
        }

        return new JsonObject { ["rows"] = rows };
    }
}
